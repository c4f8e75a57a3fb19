import type { Element, ParsedFile, Workload } from '../../model/element.ts';
import { parsedFile } from '../parsed-file.ts';
import { attributeOf, elementOf, type Tag, tellingOf, withTags } from '../xml/elements.ts';
import { readXml, type XmlNode } from '../xml/tree.ts';
import { facetsOf } from './facets.ts';
import { canonical, OPAQUE, pathOf, TELLING, THEMSELVES } from './names.ts';

/** Parses a machine's settings into elements and attributes (`CPU@count`). Never throws; a broken file has fewer elements. */
export function parseVbox(text: string): ParsedFile {
  const workloads: Workload[] = [];
  const elements: Element[] = [];
  const tags: Tag[] = [];
  for (const root of readXml(text)) {
    if (root.name !== 'VirtualBox') continue;
    const workload = workloads.length;
    const machine = root.children.find(({ name }) => name === 'Machine' || name === 'MachineEncrypted');
    if (!machine) continue;
    const name = machine.attributes.find((attribute) => attribute.name === 'name')?.value;
    workloads.push({ name: name === undefined || name === '' ? 'machine' : name, range: { start: machine.nameRange.start - 1, end: machine.end } });
    new Walk(workload, elements, tags).node(root);
  }
  return withTags(parsedFile(elements, workloads), tags);
}

class Walk {
  readonly #workload: number;
  readonly #elements: Element[];
  readonly #tags: Tag[];

  /** @param tags gets the settings that are written in an attribute a second time, to be hovered on the tag's name */
  constructor(workload: number, elements: Element[], tags: Tag[]) {
    this.#workload = workload;
    this.#elements = elements;
    this.#tags = tags;
  }

  /** One element with all below it; how deep that is the reader has bounded. */
  node(node: XmlNode, parent?: Element): void {
    const element = this.#element(node, parent);
    const own = node.attributes.filter(({ name }) => !/^(?:xmlns|xsi)\b/.test(name)).map((attribute) => attributeOf(attribute, element));
    const telling = THEMSELVES.has(node.name) ? undefined : tellingOf(own, TELLING);
    if (telling) this.#tags.push({ range: node.nameRange, element: telling });
    else this.#elements.push(element);
    for (const each of own) this.#elements.push(each);
    if (!OPAQUE.has(node.name)) for (const child of node.children) this.node(child, element);
  }

  #element(node: XmlNode, parent: Element | undefined): Element {
    const name = canonical(node.name);
    const place = { path: pathOf(name, parent), name, facets: facetsOf(node), workload: this.#workload, ...(parent && { parent }) };
    const element = elementOf(node, place);
    const { nameRange } = node;
    return OPAQUE.has(name) ? { ...element, value: '', valueRange: nameRange, hoverRange: nameRange } : element;
  }
}
