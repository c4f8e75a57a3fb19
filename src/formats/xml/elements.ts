import { contains, type Element, type ParsedFile, type Range } from '../../model/element.ts';
import { lastAtOrBefore } from '../../model/search.ts';
import type { XmlAttribute, XmlNode } from './tree.ts';

/** Of an element without any: one for all, there are many. */
export const NONE: Readonly<Record<string, string>> = {};

/** The name of an element, which stands for its text or its most telling attribute. In order of their start. */
export interface Tag {
  readonly range: Range;
  readonly element: Element;
}

/** What belongs to one element of the tree beyond what is written there. */
interface Place {
  readonly path: string;
  readonly name?: string;
  readonly facets?: Readonly<Record<string, string>>;
  readonly workload: number;
  readonly parent?: Element;
}

/** A setting made of an XML element: hovered on its text, or on its name when it has children or is empty. */
export function elementOf(node: XmlNode, { path, name = node.name, facets = NONE, workload, parent }: Place): Element {
  const { nameRange, textRange } = node;
  const valueRange = (node.children.length === 0 && textRange) || nameRange;
  const range = { start: nameRange.start - 1, end: Math.max(node.end, valueRange.end) };
  const value = valueRange === nameRange ? '' : node.text;
  return { path, name, value, range, nameRange, valueRange, hoverRange: valueRange, facets, workload, ...(parent && { parent }) };
}

/** A setting made of an XML attribute, at `path@name`: hovered from its name to the closing quote. */
export function attributeOf({ name, value, range, valueRange }: XmlAttribute, parent: Element): Element {
  const nameRange = { start: range.start, end: range.start + name.length };
  return { path: `${parent.path}@${name}`, name, value, range, nameRange, valueRange, hoverRange: range, facets: NONE, workload: parent.workload, parent };
}

/** What a leaf is about: the first of its attributes named in `telling`, else its first. */
export function tellingOf(attributes: readonly Element[], telling: readonly string[]): Element | undefined {
  for (const name of telling) {
    const found = attributes.find((attribute) => attribute.name === name);
    if (found) return found;
  }
  return attributes[0];
}

/** The file with the settings of `tags` hovered on their element's name too, where nothing else is. */
export function withTags(file: ParsedFile, tags: readonly Tag[]): ParsedFile {
  return { ...file, at: (offset) => file.at(offset) ?? tagAt(tags, offset) };
}

/** The setting whose tag is there, as an element of its own to be hovered there. */
function tagAt(tags: readonly Tag[], offset: number): Element | undefined {
  const tag = tags[lastAtOrBefore(tags.length, (index) => tags[index]?.range.start, offset)];
  return tag && contains(tag.range, offset) ? { ...tag.element, hoverRange: tag.range } : undefined;
}
