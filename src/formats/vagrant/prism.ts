import type { Node } from '@ruby/prism/src/nodes.js';
import { parsePrism } from '@ruby/prism/src/parsePrism.js';
import type { ReadBinary } from '../../model/format.ts';
import { byteOffsets } from './offsets.ts';
import { compile, type Instance } from './wasi.ts';

/** Longer files are left unread: no Vagrantfile is. */
const MAX_LENGTH = 1_500_000;
/** How much of the far end of the parser's stack must stay unused. */
const GUARD = 2_048;
const UNUSED = 0xa5;

export interface Ruby {
  readonly root: Node;
  /** From the parser's offset (bytes of UTF-8) to the editor's (UTF-16). */
  readonly offset: (byte: number) => number;
}

/** Ruby text to its syntax tree; undefined when it is too long or too deep for the parser. What is broken in it is left out of the tree. */
export type ParseRuby = (text: string) => Ruby | undefined;

let loading: Promise<ParseRuby> | undefined;

/** Loads the Ruby parser once; the second caller gets the first one's. A failed load may be tried again. */
export function loadPrism(read: ReadBinary): Promise<ParseRuby> {
  loading ??= load(read).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(read: ReadBinary): Promise<ParseRuby> {
  const instantiate = await compile(await read('wasm/prism.wasm'));
  let instance: Instance | undefined;
  return (text) => {
    if (text.length > MAX_LENGTH) return undefined;
    try {
      instance ??= instantiate();
      const guard = () => new Uint8Array(instance?.exports.memory.buffer ?? new ArrayBuffer(0), instance?.stack, GUARD);
      guard().fill(UNUSED);
      // The text is UTF-8 by now, whatever its magic comment says.
      const { value } = parsePrism(instance.exports as unknown as Parameters<typeof parsePrism>[0], text, { encoding: false });
      if (guard().every((byte) => byte === UNUSED)) return { root: value, offset: byteOffsets(text) };
    } catch {
      // Nested too deep.
    }
    // Its stack is not right any more: the next file gets a new one.
    instance = undefined;
    return undefined;
  };
}
