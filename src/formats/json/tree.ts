import { createScanner } from 'jsonc-parser';
import type { Range } from '../../model/element.ts';

/** A JSON value as far as it could be read. Offsets are UTF-16, 0-based. */
export interface JsonNode {
  readonly kind: 'object' | 'array' | 'scalar';
  /** A scalar's text, a string's without quotes and escapes; empty for the others. */
  readonly value: string;
  range: Range;
  /** Whether it is the literal `null`, by which programs write that something is not set. */
  readonly isNull?: true;
  readonly members: { readonly key: string; readonly keyRange: Range; value?: JsonNode }[];
  readonly items: JsonNode[];
}

/** jsonc-parser's kinds of token; its own enum exists for the type checker only. */
const TOKEN = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  string: 10,
  number: 11,
  unknown: 16,
  end: 17,
} as const;

/** Deeper values are left out. */
const MAX_DEPTH = 100;

/** A template's placeholder where a value should be: `{{ x }}`, `{% if x %}`, `${X}`, `<%= x %>`, `@X@`, or a word without quotes. */
const PLACEHOLDER = /\{\{[^}\r\n]*\}\}|\{%[^%\r\n]*%\}/y;
const BARE = /(?:\$\{[^}\r\n]*\}|\{\{[^}\r\n]*\}\}|\{%[^%\r\n]*%\}|<%[^%\r\n]*%>|[^\s,[\]{}":/])+/y;

/**
 * Reads JSON with comments and trailing commas. Half-typed text gives what is there: a missing comma, value or bracket
 * ends nothing but itself, and a template's placeholder is a value. Never throws; linear, and without recursion.
 * @returns undefined when there is no value at all
 */
export function readJson(text: string): JsonNode | undefined {
  return new Reader(text).read();
}

class Reader {
  readonly #text: string;
  readonly #scanner;
  readonly #open: JsonNode[] = [];
  #root: JsonNode | undefined;
  /** A key that waits for its value. */
  #key: { key: string; keyRange: Range } | undefined;
  /** The string that has just become a member's value: a colon behind it says that it is a key. */
  #string: JsonNode | undefined;
  /** How many brackets are open below the deepest level. */
  #beyond = 0;

  constructor(text: string) {
    this.#text = text;
    this.#scanner = createScanner(text, true);
    if (text.charCodeAt(0) === 0xfeff) this.#scanner.setPosition(1);
  }

  read(): JsonNode | undefined {
    for (let token: number = this.#scanner.scan(); token !== TOKEN.end; token = this.#scanner.scan()) {
      const string = this.#string;
      this.#string = undefined;
      if (this.#beyond > 0) this.#skip(token);
      else this.#take(token, string);
    }
    for (const node of this.#open) node.range = { start: node.range.start, end: this.#text.length };
    return this.#root;
  }

  #take(token: number, string: JsonNode | undefined): void {
    switch (token) {
      case TOKEN.openBrace:
        if (!this.#bare(PLACEHOLDER)) this.#begin('object');
        break;
      case TOKEN.openBracket:
        this.#begin('array');
        break;
      case TOKEN.closeBrace:
        this.#close('object');
        break;
      case TOKEN.closeBracket:
        this.#close('array');
        break;
      case TOKEN.comma:
        this.#key = undefined;
        break;
      case TOKEN.colon:
        this.#colon(string);
        break;
      case TOKEN.unknown:
        if (!this.#bare(BARE)) this.#scalar(token);
        break;
      default:
        this.#scalar(token);
    }
  }

  #skip(token: number): void {
    if (token === TOKEN.openBrace || token === TOKEN.openBracket) this.#beyond++;
    if (token === TOKEN.closeBrace || token === TOKEN.closeBracket) this.#beyond--;
  }

  #range(): Range {
    const start = this.#scanner.getTokenOffset();
    return { start, end: start + this.#scanner.getTokenLength() };
  }

  /** Takes what `pattern` finds here for a scalar and goes on behind it. */
  #bare(pattern: RegExp): boolean {
    const start = this.#scanner.getTokenOffset();
    pattern.lastIndex = start;
    const value = pattern.exec(this.#text)?.[0];
    if (!value) return false;
    const end = start + value.length;
    this.#scanner.setPosition(end);
    this.#place({ kind: 'scalar', value, range: { start, end }, members: [], items: [] });
    return true;
  }

  #scalar(token: number): void {
    const parent = this.#open.at(-1);
    const value = this.#scanner.getTokenValue();
    if (parent?.kind === 'object' && !this.#key) {
      if (token !== TOKEN.string) return;
      this.#key = { key: value, keyRange: this.#range() };
      parent.members.push({ ...this.#key });
      return;
    }
    const node: JsonNode = { kind: 'scalar', value, range: this.#range(), members: [], items: [], ...(token === TOKEN.null && { isNull: true }) };
    this.#place(node);
    if (token === TOKEN.string) this.#string = node;
  }

  /** `"a": "b": 1` is what stands there while the value of `a` is being typed. */
  #colon(string: JsonNode | undefined): void {
    const parent = this.#open.at(-1);
    const last = parent?.members.at(-1);
    if (!string || !parent || !last || last.value !== string) return;
    delete last.value;
    this.#key = { key: string.value, keyRange: string.range };
    parent.members.push({ ...this.#key });
  }

  #begin(kind: 'object' | 'array'): void {
    if (this.#open.length >= MAX_DEPTH) {
      this.#beyond = 1;
      this.#key = undefined;
      return;
    }
    const node: JsonNode = { kind, value: '', range: this.#range(), members: [], items: [] };
    this.#place(node);
    this.#open.push(node);
  }

  #place(node: JsonNode): void {
    const parent = this.#open.at(-1);
    if (!parent) this.#root ??= node;
    else if (parent.kind === 'array') parent.items.push(node);
    else {
      const last = parent.members.at(-1);
      if (last && !last.value && this.#key) last.value = node;
    }
    this.#key = undefined;
  }

  /** Closes the innermost value of this kind; a bracket that fits none is passed over. */
  #close(kind: 'object' | 'array'): void {
    const index = this.#open.findLastIndex((node) => node.kind === kind);
    if (index < 0) return;
    const { end } = this.#range();
    for (const node of this.#open.splice(index)) node.range = { start: node.range.start, end };
    this.#key = undefined;
  }
}

/** The member of an object by its key, the last one where it stands twice; undefined when it is `null`. */
export function member(node: JsonNode | undefined, name: string): JsonNode | undefined {
  const value = node?.members.findLast(({ key }) => key === name)?.value;
  return value?.isNull ? undefined : value;
}

/** The scalars of an object by key, without those that are `null`; lists of scalars joined by commas. */
export function fieldsOf(node: JsonNode | undefined): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  for (const { key, value } of node?.members ?? []) {
    if (value?.isNull) continue;
    if (value?.kind === 'scalar') fields[key] = value.value;
    else if (value?.kind === 'array')
      fields[key] = value.items
        .slice(0, 40)
        .map((item) => item.value)
        .join(',');
  }
  return fields;
}
