import type { Range } from '../../model/element.ts';

/** A value as written. Ranges are UTF-16 offsets in the file. */
export interface Value {
  readonly kind: 'string' | 'raw' | 'list';
  /** What the setting says: quotes and escapes removed; a list as written. */
  readonly text: string;
  readonly range: Range;
  /** Inside the quotes or brackets; `range` for what has none. */
  readonly inner: Range;
  readonly items: readonly Value[];
}

export interface Setting {
  readonly name: string;
  readonly nameRange: Range;
  readonly value: Value;
}

const ASSIGNMENT = /[ \t]*([A-Za-z_]\w*)[ \t]*\+?=(?!=)[ \t]*/y;
const STARTS_ASSIGNMENT = /[ \t]*[A-Za-z_]\w*[ \t]*\+?=(?!=)/y;
const RAW = /[^\r\n;#]*/y;
const RAW_ITEM = /[^\r\n,\][#"']*/y;
const BLANK = /[ \t]*/y;
const GAP = /[\s,]*/y;
/** Deeper lists are read as if they were flat: none of xl's options nests more than twice. */
const MAX_DEPTH = 4;

/**
 * Reads `key = value` settings the way libxlu does (newline or `;` ends one), in time linear in the text.
 * Whatever else stands on a line (Python of xm's time, template code) is passed over.
 */
export function scanSettings(text: string): Setting[] {
  return new Scanner(text).settings();
}

class Scanner {
  readonly #text: string;
  #at = 0;
  /** Quotes of three that are never closed from here on: not looked for again. */
  readonly #unclosed = new Set<string>();

  constructor(text: string) {
    this.#text = text;
    if (text.charCodeAt(0) === 0xfeff) this.#at = 1;
  }

  settings(): Setting[] {
    const found: Setting[] = [];
    while (this.#at < this.#text.length) {
      const start = this.#at;
      const match = this.#match(ASSIGNMENT);
      if (match) {
        const name = match[1] ?? '';
        const nameStart = start + match[0].indexOf(name);
        found.push({ name, nameRange: { start: nameStart, end: nameStart + name.length }, value: this.#scalarOrList() });
      }
      this.#restOfStatement(match !== null);
    }
    return found;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match) this.#at += match[0].length;
    return match;
  }

  /** To the next statement: past `;` or the line's end, over comments and, where code stands, strings of three quotes. */
  #restOfStatement(assigned: boolean): void {
    this.#match(BLANK);
    const here = this.#text[this.#at];
    if (here === ';') {
      this.#at++;
      return;
    }
    if (!assigned && this.#tripleQuote()) this.#string();
    const newline = this.#text.indexOf('\n', this.#at);
    this.#at = newline < 0 ? this.#text.length : newline + 1;
  }

  #scalarOrList(): Value {
    const here = this.#text[this.#at];
    if (here === '[') return this.#list(0);
    const start = this.#at;
    if (here !== '"' && here !== "'") return this.#raw(RAW);
    const string = this.#string();
    this.#match(BLANK);
    const next = this.#text[this.#at];
    if (next === undefined || ';#\r\n'.includes(next)) return string;
    this.#at = start;
    return this.#raw(RAW);
  }

  #raw(pattern: RegExp): Value {
    const start = this.#at;
    const text = (this.#match(pattern)?.[0] ?? '').trimEnd();
    const range = { start, end: start + text.length };
    return { kind: 'raw', text, range, inner: range, items: [] };
  }

  #tripleQuote(): string | undefined {
    const quotes = this.#text.slice(this.#at, this.#at + 3);
    return (quotes === '"""' || quotes === "'''") && !this.#unclosed.has(quotes) ? quotes : undefined;
  }

  /** A string of one quote ends with its line even if nobody closes it: half-typed files are the normal case. */
  #string(): Value {
    const text = this.#text;
    const start = this.#at;
    const triple = this.#tripleQuote();
    if (triple) {
      const close = text.indexOf(triple, start + 3);
      if (close >= 0) return this.#stringAt(start, start + 3, close, close + 3);
      this.#unclosed.add(triple);
    }
    const quote = text[start];
    let at = start + 1;
    while (at < text.length && text[at] !== quote && text[at] !== '\n') at += text[at] === '\\' && text[at + 1] !== '\n' && text[at + 1] !== '\r' ? 2 : 1;
    at = Math.min(at, text.length);
    if (text[at] === quote) return this.#stringAt(start, start + 1, at, at + 1);
    const end = start + text.slice(start, at).trimEnd().length;
    return this.#stringAt(start, Math.min(start + 1, end), end, end);
  }

  #stringAt(start: number, innerStart: number, innerEnd: number, end: number): Value {
    this.#at = end;
    const text = this.#text.slice(innerStart, innerEnd).replace(/\\(["'\\])/g, '$1');
    return { kind: 'string', text, range: { start, end }, inner: { start: innerStart, end: innerEnd }, items: [] };
  }

  /** A list nobody closes ends before the next line that looks like a setting. */
  #list(depth: number): Value {
    const text = this.#text;
    const start = this.#at++;
    const items: Value[] = [];
    let end = this.#at;
    for (;;) {
      const gapStart = this.#at;
      const gap = this.#match(GAP)?.[0] ?? '';
      if (gap.includes('\n') && this.#assignmentFollows(gapStart + gap.lastIndexOf('\n') + 1)) {
        this.#at = gapStart;
        break;
      }
      const here = text[this.#at];
      if (here === undefined) break;
      if (here === ']') {
        end = ++this.#at;
        break;
      }
      if (here === '#') {
        const newline = text.indexOf('\n', this.#at);
        this.#at = newline < 0 ? text.length : newline;
        continue;
      }
      const item = this.#item(here, depth);
      if (item) items.push(item);
      end = this.#at;
    }
    const close = text[end - 1] === ']' && end > start + 1 ? end - 1 : end;
    return { kind: 'list', text: text.slice(start, Math.min(end, start + 2_000)), range: { start, end }, inner: { start: start + 1, end: close }, items };
  }

  #item(here: string, depth: number): Value | undefined {
    if (here === '[') {
      if (depth < MAX_DEPTH) return this.#list(depth + 1);
      this.#at++;
      return undefined;
    }
    if (here === '"' || here === "'") return this.#string();
    const raw = this.#raw(RAW_ITEM);
    return raw.text ? raw : undefined;
  }

  #assignmentFollows(at: number): boolean {
    STARTS_ASSIGNMENT.lastIndex = at;
    return STARTS_ASSIGNMENT.test(this.#text);
  }
}
