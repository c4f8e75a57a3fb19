import type { Element, Range } from '../../model/element.ts';
import { baseName } from '../shell/base-name.ts';
import type { ShellParser } from '../shell/shell.ts';
import type { Ast, Word } from './ast.ts';
import type { ElementBuilder } from '../builder.ts';
import { type Context, substitute } from './context.ts';
import { referenceFacets } from './reference.ts';
import { addHeredocs, addRunCommands } from './run.ts';
import type { Chunk } from './split.ts';

/** One instruction being taken apart, and where its elements go. */
export interface Scope {
  readonly text: string;
  readonly chunk: Chunk;
  readonly escape: string;
  readonly context: Context;
  readonly shell: ShellParser;
  readonly out: ElementBuilder;
}

type Parts = (scope: Scope, element: Element, ast: Ast) => void;

/** What stands after the flags of each instruction. Others have no parts of their own. */
export const PARTS: Readonly<Record<string, Parts>> = {
  FROM: (scope, element, ast) => {
    const [image, as, name] = ast.words;
    add(scope, element, 'image', image, referenceFacets(image?.value ?? '', scope.context));
    if (as?.value.toUpperCase() === 'AS') add(scope, element, 'as', name);
  },
  RUN: addRunCommands,
  COPY: addCopy,
  ADD: addCopy,
  USER: (scope, element, ast) => {
    const [word] = ast.words;
    if (!word) return;
    // A colon inside ${…} does not part user and group.
    const colon = withoutVariables(word.value).indexOf(':');
    const [user, group] = colon < 0 ? [word] : [cut(word, 0, colon), cut(word, colon + 1)];
    for (const [path, part] of [
      ['user', user],
      ['group', group],
    ] as const) {
      add(scope, element, path, part, { resolved: substitute(part?.value ?? '', scope.context.variable) });
    }
  },
  EXPOSE: (scope, element, ast) => {
    for (const word of ast.words) {
      const [port = '', protocol = 'tcp'] = substitute(word.value, scope.context.variable).split('/');
      add(scope, element, 'port', word, { port, protocol: protocol.toLowerCase() });
    }
  },
  VOLUME: (scope, element, ast) => {
    for (const word of ast.strings ?? ast.words) add(scope, element, 'path', word);
  },
  WORKDIR: (scope, element, ast) => add(scope, element, 'path', joined(scope.text, ast.words)),
  STOPSIGNAL: (scope, element, ast) => add(scope, element, 'signal', ast.words[0]),
  SHELL: (scope, element, ast) => add(scope, element, 'shell', ...withName((ast.strings ?? ast.words)[0])),
  CMD: addCommand,
  ENTRYPOINT: addCommand,
  HEALTHCHECK: (scope, element, ast) => {
    const [kind, first] = ast.words;
    const upper = kind?.value.toUpperCase();
    if (upper === 'NONE' || upper === 'CMD') add(scope, element, upper, kind);
    if (upper === 'CMD') add(scope, element, 'command', ...withName(ast.strings?.[0] ?? first));
  },
  ENV: addProperties,
  ARG: addProperties,
  LABEL: addProperties,
};

function add({ out }: Scope, parent: Element, part: string, word: Word | undefined, facets: Record<string, string> = {}): void {
  if (!word || word.range.end <= word.range.start) return;
  out.add({ path: `${parent.path}/${part}`, name: part, value: word.value, range: word.range, facets }, parent);
}

function addCopy(scope: Scope, element: Element, ast: Ast): void {
  const markers = new Set(scope.chunk.heredocs.map(({ marker }) => marker.start));
  const words = ast.strings ?? ast.words.filter((word) => !markers.has(word.range.start));
  const from = ast.flags.some((flag) => flag.name === 'from');
  for (const word of words.slice(0, -1)) add(scope, element, 'source', word, { kind: from ? 'from' : sourceKind(element.path, word.value) });
  add(scope, element, 'destination', words.at(-1));
  addHeredocs(scope, element);
}

/** The text with `${…}`, one in another up to a depth of four, blanked at the same length. */
function withoutVariables(text: string): string {
  let blanked = text;
  for (let depth = 0; depth < 4; depth++) blanked = blanked.replace(/\$\{[^{}]*\}/g, (variable) => '_'.repeat(variable.length));
  return blanked;
}

function addCommand(scope: Scope, element: Element, ast: Ast): void {
  // In the shell form `exec program` replaces the shell: the program is what runs.
  const [first, second] = ast.strings ?? ast.words;
  add(scope, element, 'command', ...withName(!ast.strings && first?.value === 'exec' ? second : first));
}

function addProperties({ out }: Scope, element: Element, ast: Ast): void {
  for (const property of ast.properties) {
    // A slash in a label's key is not a step of the path.
    if (property.name) out.add({ ...property, path: `${element.path}/${property.name.replaceAll('/', '\u2215')}` }, element);
  }
}

function sourceKind(keyword: string, value: string): string {
  if (/^(git@|git:\/\/)|^https?:\/\/[^#?]+\.git([#?]|$)/.test(value)) return 'git';
  if (/^https?:\/\//.test(value)) return 'url';
  return keyword === 'ADD' && /\.(tar|tgz|tbz2?|txz)$|\.tar\.\w+$/i.test(value) ? 'archive' : 'local';
}

function cut(word: Word, start: number, end = word.value.length): Word {
  return { value: word.value.slice(start, end), range: { start: word.range.start + start, end: word.range.start + end } };
}

function joined(text: string, words: readonly Word[]): Word | undefined {
  const [first] = words;
  const last = words.at(-1);
  if (!first || !last) return undefined;
  const range: Range = { start: first.range.start, end: last.range.end };
  return { value: text.slice(range.start, range.end), range };
}

function withName(word: Word | undefined): [Word | undefined, Record<string, string>] {
  return [word, { name: baseName(word?.value ?? '') }];
}
