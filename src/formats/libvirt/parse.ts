import type { Element, ParsedFile, Workload } from '../../model/element.ts';
import { parsedFile } from '../parsed-file.ts';
import { attributeOf, elementOf, type Tag, tellingOf, withTags } from '../xml/elements.ts';
import { readXml, type XmlNode } from '../xml/tree.ts';
import { facetsOf } from './facets.ts';

/** What other programs, or libvirt itself, keep here is theirs. */
const OPAQUE = new Set(['metadata', 'privateData']);
/** What a leaf is about, the most telling attribute first. */
const TELLING = ['bus', 'type', 'mode', 'model', 'present', 'state', 'policy', 'value'];
/** libvirt's own namespaces; whatever prefix a file gives them, notes know them by the usual one. */
const NAMESPACE = /^https?:\/\/libvirt\.org\/schemas\/domain\/(qemu|lxc|xen|bhyve|vmware)\/1\.0$/;

/** Parses domain XML into elements, attributes (`model@type`) and texts. Never throws; a broken file has fewer elements. */
export function parseLibvirt(text: string): ParsedFile {
  const elements: Element[] = [];
  const tags: Tag[] = [];
  const workloads = domainsOf(readXml(text)).map((domain, index): Workload => {
    const walk = new Walk(index, domain, tags);
    walk.node(domain);
    for (const element of walk.elements) elements.push(element);
    const name = domain.children.find((child) => child.name === 'name')?.text;
    return { name: name === undefined || name === '' ? 'domain' : name, range: { start: domain.nameRange.start - 1, end: domain.end } };
  });
  return withTags(
    parsedFile(elements, workloads, ({ path }) => path === 'domain@type'),
    tags,
  );
}

function domainsOf(roots: readonly XmlNode[]): XmlNode[] {
  return roots.flatMap((root) => {
    if (root.name === 'domain') return [root];
    return root.name === 'domstatus' ? root.children.filter(({ name }) => name === 'domain') : [];
  });
}

/** libvirt's own namespace that an element makes the default of what is in it: `<commandline xmlns="…/domain/qemu/1.0">`. */
function namespaceOf({ attributes }: XmlNode): string | undefined {
  const declared = attributes.find(({ name }) => name === 'xmlns');
  return declared && NAMESPACE.exec(declared.value)?.[1];
}

class Walk {
  readonly elements: Element[] = [];
  readonly #workload: number;
  readonly #domain: XmlNode;
  readonly #tags: Tag[];
  readonly #prefixes = new Map<string, string>();

  /** @param tags gets the settings that are written in a text or an attribute a second time, to be hovered on the tag's name */
  constructor(workload: number, domain: XmlNode, tags: Tag[]) {
    this.#workload = workload;
    this.#domain = domain;
    this.#tags = tags;
    for (const { name, value } of domain.attributes) {
      const known = NAMESPACE.exec(value)?.[1];
      if (known && name.startsWith('xmlns:')) this.#prefixes.set(name.slice('xmlns:'.length), known);
    }
  }

  /** One element with all below it; how deep that is the reader has bounded. */
  node(node: XmlNode, parent?: Element, outer?: string): void {
    const { nameRange, textRange } = node;
    const space = namespaceOf(node) ?? outer;
    const name = space && !node.name.includes(':') ? `${space}:${node.name}` : this.#canonical(node.name);
    const attributes = node.attributes.filter((attribute) => !attribute.name.startsWith('xmlns'));
    const element = this.#element(node, name, parent);
    const opaque = OPAQUE.has(name);
    const isText = node.children.length === 0 && textRange !== undefined;
    if (isText) this.#tags.push({ range: nameRange, element });
    const own = attributes.map((attribute) => attributeOf(attribute, element));
    const isLeaf = node.children.length === 0 && !isText && own.length > 0;
    if (isLeaf) this.#tags.push({ range: nameRange, element: tellingOf(own, TELLING) ?? element });
    else this.elements.push(element);
    for (const each of own) this.elements.push(each);
    if (!opaque) for (const child of node.children) this.node(child, element, space);
  }

  #element(node: XmlNode, name: string, parent: Element | undefined): Element {
    const nested = name === 'backingStore' && parent?.name === name;
    const path = !parent ? name : nested ? parent.path : `${parent.path}/${name}`;
    return elementOf(node, { path, name, facets: facetsOf(node, parent?.name, this.#domain), workload: this.#workload, ...(parent && { parent }) });
  }

  #canonical(name: string): string {
    const colon = name.indexOf(':');
    const known = colon > 0 ? this.#prefixes.get(name.slice(0, colon)) : undefined;
    return known ? `${known}${name.slice(colon)}` : name;
  }
}
