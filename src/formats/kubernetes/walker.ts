import { isAlias, isMap, isScalar, isSeq, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Element, Range } from '../../model/element.ts';
import { scalarText } from '../yaml/fields.ts';
import { type Entry, entriesOf, itemsOf, MAX_DEPTH, type Node, rangeOf, textOf } from '../yaml/tree.ts';
import { type Facets, itemFacets, type Reader } from './facets.ts';
import { hasItems, insideOf, isKeyed, NOBODY, partsOf, pathOf, segment } from './paths.ts';
import { isTemplated } from './template.ts';

const MAX_COPIES = 20_000;
/** A depth that aliases use up sooner, so that none leads far. */
const ALIAS_DEPTH = 4;

/** Where in the file a value is walked: whose it is, and, if an alias brought it, the alias' own place. */
export interface Place {
  readonly workload: number;
  readonly parent: Element | undefined;
  readonly depth: number;
  readonly at?: Range;
}

/** A container of a pod: its workload, and what its keys need to know. */
export interface Member {
  readonly workload: number;
  readonly facets: Facets;
}

/** Turns one object's values into elements. What an alias brings becomes copies that nobody can hover. */
export class Walker {
  readonly elements: Element[] = [];
  /** The members of the pod that is being walked, by their nodes. */
  members: ReadonlyMap<Node, Member> = new Map();
  /** Its volumes by name. */
  volumes: ReadonlyMap<string, Facets> = new Map();
  readonly #text: string;
  readonly #reader: Reader;
  #copies = 0;

  /** @param text as written: the tree may come from one whose templates are masked */
  constructor(text: string, reader: Reader) {
    this.#text = text;
    this.#reader = reader;
  }

  /** An element that carries facets for others and stands nowhere. */
  holder(facets: Facets, { workload, parent }: Pick<Place, 'workload' | 'parent'>): Element {
    const nowhere = { start: 0, end: 0 };
    return {
      path: '',
      name: '',
      value: '',
      range: nowhere,
      nameRange: nowhere,
      valueRange: nowhere,
      hoverRange: nowhere,
      facets,
      workload,
      ...(parent && { parent }),
    };
  }

  /** All entries of a map; merged ones first, so that its own decide. */
  entries(map: YAMLMap, base: string, place: Place, except: ReadonlySet<string> = new Set()): void {
    if (place.depth > MAX_DEPTH || this.#spent(place)) return;
    const entries = entriesOf(map);
    const taken = new Set([...except, ...entries.map(({ key }) => key)]);
    for (const { key, keyRange, value } of entries) {
      if (key !== '<<') continue;
      for (const source of this.#reader.resolver.merged(value)) {
        const target = this.#reader.resolver.resolve(source);
        if (!isMap(target) || this.#copies >= MAX_COPIES) continue;
        this.entries(target, base, { ...place, depth: place.depth + ALIAS_DEPTH, ...(isAlias(source) && { at: place.at ?? keyRange }) }, taken);
        for (const merged of entriesOf(target)) taken.add(merged.key);
      }
    }
    for (const entry of entries) if (entry.key !== '<<' && !except.has(entry.key)) this.#entry(entry, base, place);
  }

  #entry({ key, keyRange, value }: Entry, base: string, place: Place): void {
    const own = pathOf(base, key);
    const path = own === 'container/volumeMounts/mountPath' ? `${own}/${place.parent?.facets.vol ?? 'unknown'}` : own;
    const target = this.#reader.resolver.resolve(value);
    const written = value && rangeOf(value);
    const valueRange = written && written.start > keyRange.end && written.end > written.start ? written : { start: keyRange.end, end: keyRange.end };
    const range = { start: keyRange.start, end: valueRange.end };
    const words = isSeq(target) && !hasItems(path) ? this.#words(target) : undefined;
    const whole = (isScalar(target) || words !== undefined) && valueRange.end > keyRange.end && !this.#text.slice(range.start, range.end).includes('\n');
    const text = isScalar(target) ? this.#value(textOf(target), valueRange) : (words ?? '');
    const element = this.#push(
      { path, name: key, value: text, range, nameRange: keyRange, valueRange, hoverRange: whole ? range : keyRange },
      place,
      isKeyed(path) ? { key } : {},
    );
    const inside = insideOf(path);
    if (inside === undefined || words !== undefined) return;
    const below = {
      ...place,
      ...(path === 'pod/volumes' && { workload: NOBODY }),
      parent: element,
      depth: place.depth + (isAlias(value) ? ALIAS_DEPTH : 1),
      ...(isAlias(value) && { at: place.at ?? keyRange }),
    };
    if (isMap(target)) this.entries(target, inside, below);
    else if (isSeq(target)) this.#list(target, path, inside, below);
  }

  #list(seq: YAMLSeq, path: string, inside: string, place: Place): void {
    if (place.depth > MAX_DEPTH || this.#spent(place)) return;
    itemsOf(seq).forEach((item, index) => {
      const target = this.#reader.resolver.resolve(item);
      const range = rangeOf(item);
      if (isScalar(target)) {
        const hoverRange = this.#text.slice(range.start, range.end).includes('\n') ? { start: range.start, end: range.start } : range;
        this.#push(
          { path: `${path}/${index}`, name: String(index), value: this.#value(textOf(target), range), range, nameRange: range, valueRange: range, hoverRange },
          place,
        );
      } else if (isMap(target)) {
        const member = inside === 'container' ? this.members.get(target) : undefined;
        const workload = member?.workload ?? place.workload;
        const parent = this.holder(member?.facets ?? itemFacets(path, target, this.volumes, this.#reader), { ...place, workload });
        this.entries(target, inside, {
          ...place,
          workload,
          parent,
          depth: place.depth + 1,
          ...(isAlias(item) && { at: place.at ?? range, depth: place.depth + ALIAS_DEPTH }),
        });
      }
    });
  }

  /** A list that holds nothing but texts, as one text. */
  #words(seq: YAMLSeq): string | undefined {
    const items = itemsOf(seq).map((item) => this.#reader.resolver.resolve(item));
    return items.some((item) => !isScalar(item)) ? undefined : items.map((item) => scalarText(item, this.#reader.resolver) ?? '').join(' ');
  }

  /** What stands in the file where a template was masked. */
  #value(text: string, { start, end }: Range): string {
    if (!text.includes('_')) return text;
    const written = this.#text.slice(start, Math.min(end, start + 1_000));
    return isTemplated(written) ? written : text;
  }

  /** Adds an element, and one for each further layer its value opens. */
  #push(part: Omit<Element, 'facets' | 'workload' | 'parent'>, place: Place, facets: Facets = {}): Element {
    const { at, workload, parent } = place;
    const range = at && { range: at, nameRange: at, valueRange: at, hoverRange: { start: at.start, end: at.start } };
    const more = partsOf(part.path, part.value);
    const { nameRange, valueRange } = part;
    const gap = { start: nameRange.end, end: valueRange.start };
    const split = more.length > 0 && !at && valueRange.start > nameRange.end && part.hoverRange.end > nameRange.end;
    const element: Element = { ...part, ...(split && { hoverRange: nameRange }), ...range, facets, workload, ...(parent && { parent }) };
    if (at && this.#copies++ >= MAX_COPIES) return element;
    this.elements.push(element);
    more.forEach((extra, index) => {
      const hoverRange = !split ? { start: element.hoverRange.end, end: element.hoverRange.end } : index === more.length - 1 ? valueRange : gap;
      this.elements.push({ ...element, path: `${part.path}/${segment(extra)}`, hoverRange, parent: element });
    });
    return element;
  }

  #spent(place: Place): boolean {
    return place.at !== undefined && this.#copies >= MAX_COPIES;
  }
}
