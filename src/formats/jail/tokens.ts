import type { Range } from '../../model/element.ts';

/** A word (with its quotes resolved) or one of `{ } ; , = +=`. */
export interface Token {
  readonly kind: 'word' | '{' | '}' | ';' | ',' | '=';
  /** A word's value with escapes replaced; variables stay as they are written. */
  readonly value: string;
  readonly range: Range;
  /** Whether it is the first of its line. */
  readonly first: boolean;
}

/** The longest string that may go over several lines. */
const MAX_STRING = 4_096;

const BLANK = /\s+/y;
const COMMENT = /#[^\n]*|\/\/[^\n]*/y;
const PLACEHOLDER = /\{\{[^\n]{0,200}?\}\}|<%[^\n]{0,200}?%>|\{%[^\n]{0,200}?%\}|\{#[^\n]{0,200}?#\}/y;
const VARIABLE = /\$\{[^\n{}"]{0,200}\}/y;
const PLAIN = /[^\s"'#;,={}+/\\$<]+|\\(?:\r\n|[\s\S])/y;
const ESCAPE = /\\(?:\r?\n|[0-7]{1,3}|x[0-9A-Fa-f]{1,2}|[\s\S])/g;
const CONTROL: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/**
 * Cuts a jail.conf into tokens in linear time, following FreeBSD's scanner (usr.sbin/jail/jaillex.l): adjacent
 * quoted and bare pieces make one word, comments may start right after it. Never throws; a quote that is not
 * closed ends with its line.
 */
export function* tokenize(text: string): Generator<Token> {
  let position = 0;
  let first = true;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = position;
    return pattern.exec(text)?.[0];
  };
  while (position < text.length) {
    const blank = match(BLANK);
    if (blank) {
      first ||= blank.includes('\n');
      position += blank.length;
      continue;
    }
    const skipped = skipComment(text, position, match);
    if (skipped !== undefined) {
      position = skipped;
      continue;
    }
    const placeholder = '{<'.includes(text.charAt(position)) ? match(PLACEHOLDER) : undefined;
    if (placeholder?.startsWith('{%') || placeholder?.startsWith('{#')) {
      position += placeholder.length;
      continue;
    }
    const start = position;
    const character = text.charAt(position);
    if (!placeholder && isMark(character)) {
      position += 1;
      yield { kind: character, value: character, range: { start, end: position }, first };
    } else if (text.startsWith('+=', position)) {
      position += 2;
      yield { kind: '=', value: '+=', range: { start, end: position }, first };
    } else {
      const pieces: string[] = [];
      for (let piece = nextPiece(text, position, match); piece; piece = nextPiece(text, position, match)) {
        pieces.push(piece.value);
        position = piece.end;
      }
      position = Math.max(position, start + 1);
      yield { kind: 'word', value: pieces.join(''), range: { start, end: position }, first };
    }
    first = false;
  }
}

function isMark(character: string): character is '{' | '}' | ';' | ',' | '=' {
  return character !== '' && '{};,='.includes(character);
}

function skipComment(text: string, position: number, match: (pattern: RegExp) => string | undefined): number | undefined {
  if (text.startsWith('/*', position)) {
    const end = text.indexOf('*/', position + 2);
    return end < 0 ? text.length : end + 2;
  }
  const comment = match(COMMENT);
  return comment === undefined ? undefined : position + comment.length;
}

/** The next part of a word, or undefined where the word ends. */
function nextPiece(text: string, start: number, match: (pattern: RegExp) => string | undefined): { readonly value: string; readonly end: number } | undefined {
  const character = text.charAt(start);
  if (character === '"' || character === "'") {
    const end = closingQuote(text, start, character);
    return { value: unescape(text.slice(start + 1, end)), end: text.charAt(end) === character ? end + 1 : end };
  }
  const piece = ('{<'.includes(character) ? match(PLACEHOLDER) : undefined) ?? match(VARIABLE) ?? match(PLAIN);
  if (piece?.startsWith('{%') || piece?.startsWith('{#')) return undefined;
  if (piece) return { value: unescape(piece), end: start + piece.length };
  const single = '+/$<\\'.includes(character) && character !== '' && !/^(?:\+=|\/\/|\/\*)/.test(text.slice(start, start + 2));
  return single ? { value: character, end: start + 1 } : undefined;
}

/** Where a quoted string ends: at its quote, or at the end of the line when the quote that follows belongs to another one. */
function closingQuote(text: string, start: number, quote: string): number {
  let lineEnd = -1;
  const limit = Math.min(text.length, start + MAX_STRING);
  let at = start + 1;
  for (; at < limit; at += 1) {
    const character = text.charAt(at);
    if (character === quote) return lineEnd < 0 || /^[ \t\r\n]{0,64}[;,]/.test(text.slice(at + 1, at + 66)) ? at : lineEnd;
    if (character === '\\') at += text.startsWith('\r\n', at + 1) ? 2 : 1;
    else if (character === '\n' && lineEnd < 0) lineEnd = text.charAt(at - 1) === '\r' ? at - 1 : at;
  }
  if (lineEnd >= 0) return lineEnd;
  const newline = text.indexOf('\n', limit);
  return newline < 0 ? text.length : newline;
}

function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(ESCAPE, (escape) => {
    const code = escape.slice(1);
    if (code.endsWith('\n')) return '';
    if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8));
    if (/^x./.test(code)) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return CONTROL[code] ?? code;
  });
}
