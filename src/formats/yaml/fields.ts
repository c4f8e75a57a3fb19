import { isScalar, isSeq } from 'yaml';
import type { Resolver } from './resolver.ts';
import { itemsOf, type Node, textOf } from './tree.ts';

const MAX_FIELDS = 40;

/** The scalars of a map by key, lists of scalars joined by commas, as facets of whatever the map describes. */
export function fieldsOf(node: Node, resolver: Resolver): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  for (const [key, value] of [...resolver.flatten(node)].slice(0, MAX_FIELDS)) {
    const text = scalarText(value, resolver);
    if (text !== undefined) fields[key] = text;
  }
  return fields;
}

/** A scalar's text, a list's texts joined by commas; undefined for a map. */
export function scalarText(node: Node, resolver: Resolver): string | undefined {
  const resolved = resolver.resolve(node);
  if (isScalar(resolved)) return textOf(resolved);
  if (!isSeq(resolved)) return undefined;
  return itemsOf(resolved)
    .slice(0, MAX_FIELDS)
    .flatMap((item) => (isScalar(item) ? textOf(item) : []))
    .join(',');
}
