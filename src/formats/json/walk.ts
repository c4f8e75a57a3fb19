import type { Element } from '../../model/element.ts';
import type { ElementBuilder } from '../builder.ts';
import { fieldsOf, type JsonNode } from './tree.ts';

/** What a format knows of an object or a list item beyond its own value; its fields inherit it. */
export type FacetsOf = (path: string, node: JsonNode) => Readonly<Record<string, string>>;

const NONE = {};
const EMPTY = { empty: 'true' };

/**
 * Turns the members of an object into elements, in the order of the text: `key` of an object at `path` is at `path/key`,
 * an item of a list at `path/index`. A scalar is hovered with its key, an object or a list by its key alone, a scalar in a
 * list by itself. What is `null` is not set and gives none; a list without items has the facet `empty`.
 */
export function walkJson(
  out: ElementBuilder,
  text: string,
  node: JsonNode,
  path: string,
  facetsOf: FacetsOf = (_, at) => fieldsOf(at),
  parent?: Element,
): void {
  const prefix = path && `${path}/`;
  for (const { key, keyRange, value } of node.members) {
    if (value?.isNull) continue;
    const own = prefix + segment(key);
    const range = { start: keyRange.start, end: value?.range.end ?? keyRange.end };
    const inline = value?.kind === 'scalar' && !text.slice(keyRange.end, value.range.end).includes('\n');
    const element = out.add(
      {
        path: own,
        name: key,
        value: value?.value ?? '',
        range,
        nameRange: keyRange,
        valueRange: value?.range ?? keyRange,
        hoverRange: inline ? range : keyRange,
        facets: facetsAt(own, value),
      },
      parent,
    );
    // The reader has bounded how deep this goes.
    if (value && value.kind !== 'scalar') walkJson(out, text, value, own, facetsOf, element);
  }
  for (const [index, item] of node.items.entries()) {
    if (item.isNull) continue;
    const own = prefix + String(index);
    const start = { start: item.range.start, end: item.range.start };
    const hoverRange = item.kind === 'scalar' ? item.range : start;
    const element = out.add({ path: own, name: String(index), value: item.value, range: item.range, hoverRange, facets: facetsAt(own, item) }, parent);
    if (item.kind !== 'scalar') walkJson(out, text, item, own, facetsOf, element);
  }

  function facetsAt(own: string, value: JsonNode | undefined): Readonly<Record<string, string>> {
    if (!value || value.kind === 'scalar') return NONE;
    return value.kind === 'array' && value.items.length === 0 ? EMPTY : facetsOf(own, value);
  }
}

/** A key as one segment of a path. */
function segment(key: string): string {
  return key.slice(0, 200).replaceAll('/', '.');
}
