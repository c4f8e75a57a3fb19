import type { Element } from '../../model/element.ts';
import type { ElementBuilder } from '../builder.ts';
import { fieldsOf, type JsonNode } from './tree.ts';

/** What a format knows of an object or a list item beyond its own value; its fields inherit it. */
export type FacetsOf = (path: string, node: JsonNode) => Readonly<Record<string, string>>;

/**
 * Turns the members of an object into elements: `key` of an object at `path` is at `path/key`, an item of a list at
 * `path/index`. A scalar is hovered with its key, an object or a list by its key alone, a scalar in a list by itself.
 */
export function walkJson(
  out: ElementBuilder,
  text: string,
  node: JsonNode,
  path: string,
  facetsOf: FacetsOf = (_, at) => fieldsOf(at),
  parent?: Element,
): void {
  const stack: { node: JsonNode; path: string; parent: Element | undefined }[] = [{ node, path, parent }];
  for (let at = stack.pop(); at; at = stack.pop()) {
    const { parent: above } = at;
    const prefix = at.path && `${at.path}/`;
    for (const { key, keyRange, value } of at.node.members) {
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
          facets: value && value.kind !== 'scalar' ? facetsOf(own, value) : {},
        },
        above,
      );
      if (value) push(value, own, element);
    }
    for (const [index, item] of at.node.items.entries()) {
      const own = prefix + String(index);
      const start = { start: item.range.start, end: item.range.start };
      const element = out.add(
        {
          path: own,
          name: String(index),
          value: item.value,
          range: item.range,
          hoverRange: item.kind === 'scalar' ? item.range : start,
          facets: item.kind === 'scalar' ? {} : facetsOf(own, item),
        },
        above,
      );
      push(item, own, element);
    }
  }

  function push(value: JsonNode, own: string, element: Element): void {
    if (value.kind !== 'scalar') stack.push({ node: value, path: own, parent: element });
  }
}

/** A key as one segment of a path. */
function segment(key: string): string {
  return key.slice(0, 200).replaceAll('/', '.');
}
