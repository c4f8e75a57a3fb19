import type { Workload } from '../../model/element.ts';
import { joinLines } from './continuation.ts';
import { isWindowsImage } from './image.ts';
import type { Chunk, SplitFile } from './split.ts';
import { lastAtOrBefore } from '../../model/search.ts';

/** What an instruction's meaning depends on beyond its own text. */
export interface Context {
  /** Index of the stage, -1 before the first FROM. */
  readonly stage: number;
  readonly os: 'linux' | 'windows';
  /** Whether RUN's shell form is read by a POSIX shell here. */
  readonly posix: boolean;
  /** The number of the earlier stage with this name (any case) or index. */
  stageNumber(name: string): number | undefined;
  /** The default of a build argument or variable known here. */
  variable(name: string): string | undefined;
}

export interface Stages {
  readonly workloads: readonly Workload[];
  contextOf(chunk: number): Context;
}

interface Definition {
  readonly chunk: number;
  readonly value: string;
}
interface Shell {
  readonly chunk: number;
  readonly posix: boolean;
}
interface Stage {
  /** Index of its FROM. */
  readonly chunk: number;
  readonly number: number;
  readonly label: string;
  readonly os: 'linux' | 'windows';
  readonly base: number | undefined;
  readonly definitions: Map<string, Definition[]>;
  readonly shells: Shell[];
  end: number;
}

const FROM = /^FROM\s+((?:--\S+\s+)*)(\S+)(?:\s+AS\s+(\S+))?/i;
/** A name with or without a value; names start at a boundary, so that a long word is looked at once. */
const DEFINITION = /(?<![\w.-])([\w.-]+)(?:=("[^"]*"|'[^']*'|\S*))?/g;

/** One pass over the instructions that finds the stages and what is known in each. */
export function findStages(text: string, file: SplitFile): Stages {
  const stages = new StageFinder(text, file);
  return {
    contextOf: (chunk) => stages.contextOf(chunk),
    workloads: stages.stages.map(({ label, chunk, end, base, number }) => ({
      name: label,
      range: { start: file.chunks[chunk]?.range.start ?? 0, end },
      ...(base !== undefined && { base }),
      ...(number === stages.stages.length - 1 && number > 0 && { final: true }),
    })),
  };
}

class StageFinder {
  readonly stages: Stage[] = [];
  readonly #text: string;
  readonly #escape: string;
  /** ARGs before the first FROM. */
  readonly #globals = new Map<string, Definition[]>();
  /** Stages by lower-case name, in order. */
  readonly #names = new Map<string, Stage[]>();

  constructor(text: string, file: SplitFile) {
    this.#text = text;
    this.#escape = file.escape;
    for (const [index, chunk] of file.chunks.entries()) this.#visit(chunk, index);
  }

  #visit(chunk: Chunk, index: number): void {
    if (chunk.keyword === 'FROM') this.#from(chunk, index);
    const stage = this.stages.at(-1);
    if (stage) stage.end = chunk.heredocs.at(-1)?.body.end ?? chunk.range.end;
    if (chunk.keyword === 'ARG' || chunk.keyword === 'ENV') this.#define(chunk, index, stage);
    if (chunk.keyword === 'SHELL') {
      const shell = /"((?:[^"\\]|\\.)*)"/.exec(this.#flat(chunk))?.[1] ?? '';
      stage?.shells.push({ chunk: index, posix: /(^|[\\/])(ba|da|a|z|k|)sh$/i.test(shell) });
    }
  }

  #from(chunk: Chunk, index: number): void {
    const [, flags = '', image = '', name] = FROM.exec(this.#flat(chunk)) ?? [];
    const reference = substitute(image, (variable) => last(this.#globals.get(variable), index)?.value);
    const base = this.#stageBefore(reference, this.stages.length);
    const windows = /--platform=windows/i.test(flags) || (base ? base.os === 'windows' : isWindowsImage(reference));
    const stage: Stage = {
      chunk: index,
      number: this.stages.length,
      label: name || reference || chunk.keyword,
      os: windows ? 'windows' : 'linux',
      base: base?.number,
      definitions: new Map(),
      shells: base?.shells.slice(-1).map((shell) => ({ ...shell, chunk: index })) ?? [],
      end: chunk.range.end,
    };
    this.stages.push(stage);
    if (name) push(this.#names, name.toLowerCase(), stage);
  }

  #define(chunk: Chunk, index: number, stage: Stage | undefined): void {
    const definitions = stage?.definitions ?? this.#globals;
    for (const [, name = '', written] of this.#flat(chunk).slice(chunk.keyword.length).matchAll(DEFINITION)) {
      // A bare ARG in a stage takes the value it was given before FROM; a bare name of ENV is no assignment.
      const value = written?.replace(/^(["'])(.*)\1$/, '$2') ?? (chunk.keyword === 'ARG' && stage ? last(this.#globals.get(name), index)?.value : undefined);
      if (value !== undefined) push(definitions, name, { chunk: index, value });
    }
  }

  contextOf(index: number): Context {
    const stage = last(this.stages, index + 1);
    const starts = stage?.chunk === index;
    const shell = last(stage?.shells, starts ? index + 1 : index);
    return {
      stage: stage?.number ?? -1,
      os: stage?.os ?? 'linux',
      posix: shell?.posix ?? stage?.os !== 'windows',
      stageNumber: (name) => this.#stageBefore(name, stage?.number ?? 0)?.number,
      variable: (name) => last(stage && !starts ? stage.definitions.get(name) : this.#globals.get(name), index)?.value,
    };
  }

  /** The stage a name or index means to stage `number`: the last one before it. */
  #stageBefore(name: string, number: number): Stage | undefined {
    const named = last(this.#names.get(name.toLowerCase()), this.stages[number]?.chunk ?? Number.POSITIVE_INFINITY);
    return named ?? (/^\d{1,9}$/.test(name) && Number(name) < number ? this.stages[Number(name)] : undefined);
  }

  /** The instruction on one line. */
  #flat(chunk: Chunk): string {
    return joinLines(this.#text.slice(chunk.range.start, chunk.range.end), this.#escape);
  }
}

/** Replaces `$NAME`, `${NAME}` and `${NAME:-default}` where the value is known; leaves the rest as written. */
export function substitute(text: string, variable: (name: string) => string | undefined): string {
  const pattern = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::?-([^}$]*))?\})/g;
  return text.replace(pattern, (whole, bare: string | undefined, braced: string | undefined, fallback: string | undefined) => {
    const value = variable(bare ?? braced ?? '');
    return value || (fallback ?? (value === undefined ? whole : value));
  });
}

/** The last entry that stands before the chunk; entries are in file order. */
function last<T extends { readonly chunk: number }>(entries: readonly T[] | undefined, chunk: number): T | undefined {
  return entries?.[lastAtOrBefore(entries.length, (index) => entries[index]?.chunk, chunk - 1)];
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
