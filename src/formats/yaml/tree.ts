import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, type Pair, parseAllDocuments, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Range } from '../../model/element.ts';

/** What a YAML value can be; undefined where nothing (readable) stands. */
export type Node = YAMLMap | YAMLSeq | Scalar | Alias | undefined;

/** A pair whose key is a plain text, the only keys these formats have. */
export interface Entry {
  readonly key: string;
  readonly keyRange: Range;
  readonly value: Node;
}

/** Deeper than any file we read goes; what lies below is not looked at. */
export const MAX_DEPTH = 24;

/** The documents of a stream; none if the text is too deeply nested to be read. No alias is ever expanded. */
export function documentsOf(text: string): readonly Document.Parsed[] {
  try {
    const documents = parseAllDocuments(text, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false, strict: false, logLevel: 'silent' });
    return 'empty' in documents ? [] : documents;
  } catch {
    return [];
  }
}

/** Any value as a node we know, or undefined. */
export function nodeOf(value: unknown): Node {
  return isMap(value) || isSeq(value) || isScalar(value) || isAlias(value) ? value : undefined;
}

const entriesByMap = new WeakMap<YAMLMap, readonly Entry[]>();

/** The pairs of a map whose keys are texts, the same objects each time. */
export function entriesOf(map: YAMLMap): readonly Entry[] {
  const known = entriesByMap.get(map);
  if (known) return known;
  const entries = readEntries(map);
  entriesByMap.set(map, entries);
  return entries;
}

function readEntries(map: YAMLMap): Entry[] {
  return map.items.flatMap((pair: Pair) => {
    if (!isScalar(pair.key) || !pair.key.range) return [];
    const keyRange = rangeOf(pair.key);
    const key = textOf(pair.key);
    return key === '' || keyRange.start === keyRange.end ? [] : [{ key, keyRange, value: nodeOf(pair.value) }];
  });
}

/** The items of a sequence. */
export function itemsOf(seq: YAMLSeq): Exclude<Node, undefined>[] {
  return seq.items.flatMap((item: unknown) => nodeOf(item) ?? []);
}

/** A scalar's value; what YAML calls null is empty, and so is what a `!reset` takes away. */
export function textOf(scalar: Scalar): string {
  if (typeof scalar.value !== 'string' || scalar.tag === '!reset') return '';
  return scalar.type === 'PLAIN' && /^(?:~|null)$/i.test(scalar.value) ? '' : scalar.value;
}

/** Where a node stands, without the comment or the line end that follows it. */
export function rangeOf(node: Exclude<Node, undefined>): Range {
  const [start, end] = node.range ?? [0, 0];
  return { start, end: Math.max(start, end) };
}

/** The nodes by anchor, the last one of a name. Linear, and blind below MAX_DEPTH. */
export function anchorsOf(root: Node): Map<string, Node> {
  const anchors = new Map<string, Node>();
  const visit = (node: Node, depth: number) => {
    if (!node || isAlias(node) || depth > MAX_DEPTH) return;
    if (node.anchor) anchors.set(node.anchor, node);
    if (isMap(node)) for (const { value } of entriesOf(node)) visit(value, depth + 1);
    if (isSeq(node)) for (const item of itemsOf(node)) visit(item, depth + 1);
  };
  visit(root, 0);
  return anchors;
}
