import { createScanner } from 'jsonc-parser';
import type { Range } from '../../model/element.ts';

/** A JSON value as far as it could be read. Offsets are UTF-16, 0-based. */
export interface JsonNode {
  readonly kind: 'object' | 'array' | 'scalar';
  /** A scalar's text, a string's without quotes and escapes; empty for the others. */
  readonly value: string;
  range: Range;
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

/**
 * Reads JSON with comments and trailing commas. Half-typed text gives what is there: a missing comma, value or bracket
 * ends nothing but itself. Never throws; linear, and without recursion.
 * @returns undefined when there is no value at all
 */
export function readJson(text: string): JsonNode | undefined {
  const scanner = createScanner(text, true);
  const open: JsonNode[] = [];
  let root: JsonNode | undefined;
  let depth = 0;
  let key: { key: string; keyRange: Range } | undefined;
  const place = (node: JsonNode): void => {
    const parent = open.at(-1);
    if (!parent) root ??= node;
    else if (parent.kind === 'array') parent.items.push(node);
    else {
      const last = parent.members.at(-1);
      if (last && !last.value && key) last.value = node;
    }
    key = undefined;
  };
  for (let token: number = scanner.scan(); token !== TOKEN.end; token = scanner.scan()) {
    const start = scanner.getTokenOffset();
    const range = { start, end: start + scanner.getTokenLength() };
    switch (token) {
      case TOKEN.openBrace:
      case TOKEN.openBracket: {
        if (++depth > MAX_DEPTH) break;
        const node: JsonNode = { kind: token === TOKEN.openBrace ? 'object' : 'array', value: '', range, members: [], items: [] };
        place(node);
        open.push(node);
        break;
      }
      case TOKEN.closeBrace:
      case TOKEN.closeBracket: {
        if (depth-- > MAX_DEPTH) break;
        depth = Math.max(0, depth);
        const node = open.pop();
        if (node) node.range = { start: node.range.start, end: range.end };
        key = undefined;
        break;
      }
      case TOKEN.string:
      case TOKEN.number:
      case TOKEN.true:
      case TOKEN.false:
      case TOKEN.null:
      case TOKEN.unknown: {
        if (depth > MAX_DEPTH) break;
        const parent = open.at(-1);
        const value = scanner.getTokenValue();
        if (parent?.kind === 'object' && !key) {
          if (token !== TOKEN.string) break;
          key = { key: value, keyRange: range };
          parent.members.push({ ...key });
        } else place({ kind: 'scalar', value, range, members: [], items: [] });
        break;
      }
      case TOKEN.comma:
        key = undefined;
    }
  }
  for (const node of open) node.range = { start: node.range.start, end: text.length };
  return root;
}

/** The member of an object by its key, the last one where it stands twice. */
export function member(node: JsonNode | undefined, name: string): JsonNode | undefined {
  return node?.members.findLast(({ key }) => key === name)?.value;
}

/** The scalars of an object by key; lists of scalars joined by commas. */
export function fieldsOf(node: JsonNode | undefined): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  for (const { key, value } of node?.members ?? []) {
    if (value?.kind === 'scalar') fields[key] = value.value;
    else if (value?.kind === 'array')
      fields[key] = value.items
        .slice(0, 40)
        .map((item) => item.value)
        .join(',');
  }
  return fields;
}
