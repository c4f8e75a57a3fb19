import type { Range } from '../../model/element.ts';
import type { Word } from '../shell/shell.ts';
import { programOf } from './program.ts';

/** One command of a text: its program and its arguments. */
export interface CommandWords {
  readonly program: Word;
  readonly words: readonly Word[];
}

const MAX_WORDS = 4_096;
/** Programs that run the program named by their argument, and settings of the environment before it. */
const BEFORE = /^(?:sudo|exec|env|nohup|time|command)$|^[A-Za-z_]\w*=/;
/** The first line of a guest's log as libvirt writes it. */
const LOG_LINE = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d[^\n]*: (?:starting up|shutting down)[^\n]*$/;
const BLANK = /[ \t\r]/;
/** What ends a command. */
const END = /[\n;|&<>()]/;
/** What a template engine will replace, by how it begins and ends. */
const PLACEHOLDERS: readonly (readonly [string, string])[] = [
  ['{{', '}}'],
  ['{%', '%}'],
  ['<%', '%>'],
];

/**
 * Splits the one command line of a text as a shell would: quotes, backslashes, lines that end in a backslash; `#` begins a
 * comment. Only as many characters as the command has are read.
 * @returns undefined when the first command is not of a QEMU program
 */
export function commandOf(text: string): CommandWords | undefined {
  let at = startOf(text);
  const words: Word[] = [];
  while (words.length < MAX_WORDS) {
    at = skipBlank(text, at);
    const word = wordAt(text, at);
    if (!word) break;
    at = word.range.end;
    if (words.length || !BEFORE.test(word.text)) words.push(word);
    const [first] = words;
    if (first && words.length === 1 && !programOf(first.text)) return undefined;
  }
  const [program, ...rest] = words;
  return program && { program, words: rest };
}

/** Behind a byte order mark, blank lines, comments, and what a log says before the command. */
function startOf(text: string): number {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (;;) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(at, Math.min(end, at + 512)).trim();
    if (newline < 0 || (line && !line.startsWith('#') && !LOG_LINE.test(line))) return at;
    at = newline + 1;
  }
}

/** Skips blanks, continued line ends, and comment lines between two continued lines. */
function skipBlank(text: string, from: number): number {
  let at = from;
  for (;;) {
    while (BLANK.test(text.charAt(at))) at++;
    const continued = continuation(text, at);
    if (!continued) return at;
    at += continued;
  }
}

/** How many characters a `\` and the line end behind it have; 0 when there is none. */
function continuation(text: string, at: number): number {
  if (text.charAt(at) !== '\\') return 0;
  if (text.charAt(at + 1) === '\n') return 2;
  return text.charAt(at + 1) === '\r' && text.charAt(at + 2) === '\n' ? 3 : 0;
}

/** How many characters a template's placeholder has; 0 when there is none, or it does not end on its line. */
function placeholder(text: string, at: number): number {
  for (const [open, close] of PLACEHOLDERS) {
    if (!text.startsWith(open, at)) continue;
    const line = text.slice(at, at + 256).split('\n', 1)[0] ?? '';
    const end = line.indexOf(close);
    if (end > 0) return end + close.length;
  }
  return 0;
}

function wordAt(text: string, start: number): Word | undefined {
  if (start >= text.length || text.charAt(start) === '#') return undefined;
  let at = start;
  let quote = '';
  let depth = 0;
  const parts: string[] = [];
  for (; at < text.length; at++) {
    const character = text.charAt(at);
    const template = quote ? 0 : placeholder(text, at);
    if (template) {
      parts.push(text.slice(at, at + template));
      at += template - 1;
      continue;
    }
    const skipped = quote === "'" ? 0 : continuation(text, at);
    if (skipped) {
      at += skipped - 1;
      continue;
    }
    if (quote) {
      if (character === quote) {
        quote = '';
        continue;
      }
      if (character === '\\' && quote === '"' && /["\\$`]/.test(text.charAt(at + 1))) at++;
    } else if (character === '"' || character === "'") {
      quote = character;
      continue;
    } else if (character === '$' && text.charAt(at + 1) === '(') depth++;
    else if (character === ')' && depth) depth--;
    else if (!depth && (BLANK.test(character) || END.test(character)) && !(character === '(' && text.charAt(at - 1) === '$')) break;
    else if (character === '\\' && at + 1 < text.length) at++;
    parts.push(text.charAt(at));
  }
  if (at === start) return undefined;
  const range: Range = { start, end: at };
  return { text: parts.join(''), range, source: text.slice(start, at) };
}
