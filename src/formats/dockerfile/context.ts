import type { Workload } from '../../model/element.ts';
import { isWindowsImage } from './image.ts';
import { type Chunk, isBlank, isComment, type SplitFile } from './split.ts';

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
type Definitions = Map<string, Definition[]>;
interface Shell {
  readonly chunk: number;
  readonly posix: boolean;
}
interface Stage {
  /** Index of its FROM. */
  readonly chunk: number;
  readonly number: number;
  readonly os: 'linux' | 'windows';
  readonly base?: number;
  readonly definitions: Definitions;
  readonly shells: Shell[];
}

const FROM = /^FROM\s+((?:--\S+\s+)*)(\S+)(?:\s+AS\s+(\S+))?/i;

/** One pass over the instructions that finds the stages and what is known in each. */
export function findStages(text: string, file: SplitFile): Stages {
  const globals: Definitions = new Map();
  const stages: Stage[] = [];
  const names = new Map<string, number>();
  const labels: string[] = [];
  const ends: number[] = [];

  file.chunks.forEach((chunk, index) => {
    const stage = stages.at(-1);
    if (stage && chunk.keyword !== 'FROM') ends[stages.length - 1] = chunk.heredocs.at(-1)?.body.end ?? chunk.range.end;
    if (chunk.keyword === 'FROM') {
      const match = FROM.exec(flatten(text, chunk, file.escape));
      const image = substitute(match?.[2] ?? '', (name) => lastBefore(globals.get(name), index)?.value);
      const base = names.get(image.toLowerCase());
      const windows = /--platform=windows/i.test(match?.[1] ?? '') || (base === undefined ? isWindowsImage(image) : stages[base]?.os === 'windows');
      const inherited = base === undefined ? undefined : stages[base];
      stages.push({
        chunk: index,
        number: stages.length,
        os: windows ? 'windows' : 'linux',
        ...(base !== undefined && { base }),
        definitions: new Map(),
        shells: inherited?.shells.slice(-1).map((shell) => ({ ...shell, chunk: index })) ?? [],
      });
      const name = match?.[3];
      labels.push(name ?? image);
      if (name) names.set(name.toLowerCase(), stages.length - 1);
      ends[stages.length - 1] = chunk.range.end;
    } else if (chunk.keyword === 'ARG' || chunk.keyword === 'ENV') {
      const flat = flatten(text, chunk, file.escape).replace(/^\S+\s+/, '');
      for (const [, key, value] of flat.matchAll(/([\w.-]+)=("[^"]*"|'[^']*'|\S*)/g)) {
        const definitions = stage?.definitions ?? globals;
        const definition = { chunk: index, value: (value ?? '').replace(/^(["'])(.*)\1$/, '$2') };
        const known = definitions.get(key ?? '');
        if (known) known.push(definition);
        else definitions.set(key ?? '', [definition]);
      }
    } else if (chunk.keyword === 'SHELL' && stage) {
      const shell = /"((?:[^"\\]|\\.)*)"/.exec(text.slice(chunk.range.start, chunk.range.end))?.[1] ?? '';
      stage.shells.push({ chunk: index, posix: /(^|[\\/])(ba|da|a|z|k|)sh$/i.test(shell) });
    }
  });

  const contextOf = (index: number): Context => {
    const stage = lastBefore(stages, index + 1);
    const at = stage?.number ?? -1;
    const starts = stage?.chunk === index;
    const shell = lastBefore(stage?.shells, starts ? index + 1 : index);
    return {
      stage: at,
      os: stage?.os ?? 'linux',
      posix: shell?.posix ?? stage?.os !== 'windows',
      stageNumber: (name) => {
        const number = names.get(name.toLowerCase()) ?? (/^\d+$/.test(name) ? Number(name) : undefined);
        return number !== undefined && number < at ? number : undefined;
      },
      variable: (name) => {
        const own = starts ? undefined : lastBefore(stage?.definitions.get(name), index);
        return (own ?? lastBefore(globals.get(name), index))?.value;
      },
    };
  };

  const workloads = stages.map(
    (stage, index): Workload => ({
      name: labels[index] ?? '',
      range: { start: file.chunks[stage.chunk]?.range.start ?? 0, end: ends[index] ?? 0 },
      ...(stage.base !== undefined && { base: stage.base }),
    }),
  );
  return { workloads, contextOf };
}

/** Replaces `$NAME`, `${NAME}` and `${NAME:-default}` where the value is known; leaves the rest as written. */
export function substitute(text: string, variable: (name: string) => string | undefined): string {
  return text.replace(
    /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::?-([^}$]*))?\})/g,
    (whole, bare: string | undefined, braced: string | undefined, fallback: string | undefined) => {
      const value = variable(bare ?? braced ?? '');
      return value || (fallback ?? (value === undefined ? whole : value));
    },
  );
}

/** The last entry that stands before the chunk; entries are in file order. */
function lastBefore<T extends { readonly chunk: number }>(entries: readonly T[] | undefined, chunk: number): T | undefined {
  let low = 0;
  let high = entries?.length ?? 0;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries?.[middle]?.chunk ?? chunk) < chunk) low = middle + 1;
    else high = middle;
  }
  return entries?.[low - 1];
}

/** The instruction on one line: continuations joined, comments left out. */
function flatten(text: string, chunk: Chunk, escape: string): string {
  const whole = text.slice(chunk.range.start, chunk.range.end);
  if (!whole.includes('\n')) return whole;
  return whole
    .split(/\r?\n/)
    .filter((line, i) => i === 0 || !(isBlank(line) || isComment(line)))
    .map((line) => (line.trimEnd().endsWith(escape) ? line.trimEnd().slice(0, -1) : line))
    .join('');
}
