import { isAlias, isMap, isScalar, isSeq, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Element, Range } from '../../model/element.ts';
import { fieldsOf, scalarText } from '../yaml/fields.ts';
import type { Definitions } from './definitions.ts';
import type { Resolver } from '../yaml/resolver.ts';
import { itemName, longFacets, referenceFacets, segment, shortFacets } from './items.ts';
import type { Facets } from './short.ts';
import { type Entry, entriesOf, itemsOf, MAX_DEPTH, type Node, rangeOf, textOf } from '../yaml/tree.ts';

/** Lists that mean one command. */
const COMMANDS = new Set(['command', 'entrypoint', 'test']);
const MAX_COPIES = 20_000;

/** Where in the file a value is walked: whose it is, and, if an alias brought it, the alias' own place. */
export interface Place {
  readonly workload: number;
  readonly at?: Range;
  readonly depth: number;
}

/** How an anchored value is used: the path and the parent its elements have there. */
export interface Use {
  readonly path: string;
  readonly key: string;
  readonly parent: Element | undefined;
}

/** Turns values into elements. What an alias brings becomes copies that nobody can hover; the anchored text itself is hovered where it stands. */
export class Walker {
  readonly elements: Element[] = [];
  /** The first use of each anchor. */
  readonly uses = new Map<string, Use>();
  readonly #text: string;
  readonly #resolver: Resolver;
  readonly #definitions: Definitions;
  #copies = 0;

  constructor(text: string, resolver: Resolver, definitions: Definitions) {
    this.#text = text;
    this.#resolver = resolver;
    this.#definitions = definitions;
  }

  /** All entries of a map below `path`; merged ones first, so that its own decide. */
  entries(map: YAMLMap, path: string, parent: Element | undefined, place: Place, except: ReadonlySet<string> = new Set()): void {
    if (place.depth > MAX_DEPTH || this.#spent(place)) return;
    const entries = entriesOf(map);
    const taken = new Set([...except, ...entries.map(({ key }) => key)]);
    for (const { key, keyRange, value } of entries) {
      if (key !== '<<') continue;
      for (const source of this.#resolver.merged(value)) {
        this.#use(source, path, '', parent);
        const target = this.#resolver.resolve(source);
        if (!isMap(target) || this.#copies >= MAX_COPIES) continue;
        this.entries(target, path, parent, { ...place, depth: place.depth + 4, ...(isAlias(source) && { at: place.at ?? keyRange }) }, taken);
        for (const merged of entriesOf(target)) taken.add(merged.key);
      }
    }
    for (const entry of entries) if (entry.key !== '<<' && !except.has(entry.key)) this.entry(entry, path, parent, place);
  }

  /** One `key: value`. */
  entry({ key, keyRange, value }: Entry, path: string, parent: Element | undefined, place: Place, facets: Facets = {}): void {
    const own = `${path}${path && '/'}${key.startsWith('x-') ? `x/${segment(key.slice(2))}` : segment(key)}`;
    const target = this.#resolver.resolve(value);
    const written = value && rangeOf(value);
    const valueRange = written && written.end > written.start ? written : { start: keyRange.end, end: keyRange.end };
    const inline =
      !isMap(target) &&
      (!isSeq(target) || COMMANDS.has(key)) &&
      valueRange.end > keyRange.end &&
      !this.#text.slice(keyRange.start, valueRange.end).includes('\n');
    const range = { start: keyRange.start, end: Math.max(keyRange.end, valueRange.end) };
    const text = isScalar(target) ? textOf(target) : COMMANDS.has(key) && isSeq(target) ? this.#joined(target) : '';
    const element = this.#element(own, key, text, { range, nameRange: keyRange, valueRange, hoverRange: inline ? range : keyRange }, parent, place, {
      ...referenceFacets(own, key, text, this.#definitions),
      ...facets,
    });
    if (key.startsWith('x-')) {
      this.#push(element, place);
      return;
    }
    this.#use(value, own, key, element);
    const below = isAlias(value) ? { ...place, at: place.at ?? keyRange, depth: place.depth + 4 } : { ...place, depth: place.depth + 1 };
    if (isAlias(value)) this.content(target, own, key, element, below);
    this.#push(this.#privileged(element, valueRange, place), place);
    if (!isAlias(value)) this.content(target, own, key, element, below);
  }

  /** What a map or a list holds. */
  content(node: Node, path: string, key: string, parent: Element | undefined, place: Place): void {
    if (place.depth > MAX_DEPTH || this.#spent(place)) return;
    if (isMap(node)) this.entries(node, path, parent, place);
    else if (isSeq(node) && !COMMANDS.has(key)) {
      itemsOf(node).forEach((item, index) => {
        this.item(item, path, key, index, parent, place);
      });
    }
  }

  /** One item of a list: a short form, or a map whose facets its entries inherit. */
  item(node: Node, path: string, key: string, index: number, parent: Element | undefined, place: Place): void {
    const target = this.#resolver.resolve(node);
    const range = node ? rangeOf(node) : { start: 0, end: 0 };
    const hoverRange = this.#text.slice(range.start, range.end).includes('\n') ? { start: range.start, end: range.start } : range;
    if (isScalar(target)) {
      const [name, value] = itemName(target, key, index);
      this.#use(node, `${path}/${segment(name)}`, key, parent);
      const facets = {
        ...shortFacets(path, key, textOf(target), this.#definitions),
        ...referenceFacets(`${path}/${name}`, key, textOf(target), this.#definitions),
      };
      this.#push(
        this.#element(`${path}/${segment(name)}`, name, value, { range, nameRange: range, valueRange: range, hoverRange }, parent, place, facets),
        place,
      );
    } else if (isMap(target)) {
      const own = `${path}/${index}`;
      const facets = longFacets(own, key, fieldsOf(target, this.#resolver), this.#definitions);
      const holder = this.#element(own, String(index), '', { range, nameRange: range, valueRange: range, hoverRange: range }, parent, place, facets);
      this.#use(node, own, '', holder);
      this.entries(target, own, holder, { ...place, depth: place.depth + (isAlias(node) ? 4 : 1), ...(isAlias(node) && { at: place.at ?? range }) });
    }
  }

  #joined(seq: YAMLSeq): string {
    return itemsOf(seq)
      .map((item) => scalarText(item, this.#resolver) ?? '')
      .join(' ');
  }

  #use(node: Node, path: string, key: string, parent: Element | undefined): void {
    if (isAlias(node) && !this.uses.has(node.source)) this.uses.set(node.source, { path, key, parent });
  }

  /** `privileged: true` opens three layers: the key answers for users, the colon for the kernel, the value for devices. */
  #privileged(element: Element, valueRange: Range, place: Place): Element {
    if (!/^services\/[^/]+\/privileged$/.test(element.path) || !/^(?:true|yes|on)$/i.test(element.value) || valueRange.start < element.nameRange.end)
      return element;
    const { nameRange, facets } = element;
    const split = (part: string, hoverRange: Range) =>
      this.#push(this.#element(`${element.path}/${part}`, element.name, element.value, { ...element, hoverRange }, element, place, facets), place);
    split('kernel', { start: nameRange.end, end: valueRange.start });
    split('devices', valueRange);
    return { ...element, hoverRange: place.at ? element.hoverRange : nameRange };
  }

  #element(
    path: string,
    name: string,
    value: string,
    ranges: Pick<Element, 'range' | 'nameRange' | 'valueRange' | 'hoverRange'>,
    parent: Element | undefined,
    place: Place,
    facets: Facets,
  ): Element {
    const { at, workload } = place;
    const { range, nameRange, valueRange, hoverRange } = at
      ? { range: at, nameRange: at, valueRange: at, hoverRange: { start: at.start, end: at.start } }
      : ranges;
    return { path, name, value, range, nameRange, valueRange, hoverRange, facets, workload, ...(parent && { parent }) };
  }

  #spent(place: Place): boolean {
    return place.at !== undefined && this.#copies >= MAX_COPIES;
  }

  #push(element: Element, place: Place): void {
    if (place.at && this.#copies++ >= MAX_COPIES) return;
    this.elements.push(element);
  }
}
