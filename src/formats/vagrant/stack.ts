const EXPORTS = 7;
const GLOBAL = 3;
/** wasm-ld makes the stack pointer the first global. */
const STACK_POINTER = 0;
export const STACK_POINTER_NAME = '__stack_pointer';

/**
 * A WebAssembly module that exports its stack pointer too, so that it can be given a stack of a size of our own: the parser's is 64 kB above
 * its data, and a file nested a hundred levels deep would silently overwrite them.
 */
export function exportStackPointer(module: Uint8Array): Uint8Array {
  const name = new Uint8Array([...STACK_POINTER_NAME].map((character) => character.charCodeAt(0)));
  const entry = [...unsigned(name.length), ...name, GLOBAL, STACK_POINTER];
  for (let at = 8; at < module.length; ) {
    const [size, start] = readUnsigned(module, at + 1);
    if (module[at] === EXPORTS) {
      const [count, entries] = readUnsigned(module, start);
      const contents = module.subarray(entries, start + size);
      const counted = unsigned(count + 1);
      const header = [EXPORTS, ...unsigned(counted.length + contents.length + entry.length), ...counted];
      return concat(module.subarray(0, at), header, contents, entry, module.subarray(start + size));
    }
    at = start + size;
  }
  return module;
}

/** LEB128: the number, and where it ends. */
function readUnsigned(bytes: Uint8Array, from: number): [value: number, end: number] {
  let value = 0;
  for (let at = from, shift = 0; ; at++, shift += 7) {
    const byte = bytes[at] ?? 0;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return [value, at + 1];
  }
}

function unsigned(value: number): number[] {
  const bytes = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return [...bytes, rest];
    bytes.push((rest & 0x7f) | 0x80);
  }
}

function concat(...parts: readonly ArrayLike<number>[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
