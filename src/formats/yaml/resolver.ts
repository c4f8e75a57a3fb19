import { isAlias, isMap, isSeq, type YAMLMap } from 'yaml';
import { entriesOf, itemsOf, type Node } from './tree.ts';

/** How many aliases may lead to one another, and how many entries all merges of a file may bring. */
const MAX_ALIASES = 6;
const MAX_MERGED = 20_000;
const NONE: ReadonlyMap<string, Node> = new Map();

/** Follows aliases and merge keys, within bounds: an alias bomb gives fewer facets, not more work. */
export class Resolver {
  readonly #anchors: ReadonlyMap<string, Node>;
  readonly #flat = new WeakMap<YAMLMap, ReadonlyMap<string, Node>>();
  #budget = MAX_MERGED;

  constructor(anchors: ReadonlyMap<string, Node>) {
    this.#anchors = anchors;
  }

  /** The node an alias stands for; any other node is itself. */
  resolve(node: Node): Node {
    let at = node;
    for (let i = 0; i < MAX_ALIASES && isAlias(at); i++) at = this.#anchors.get(at.source);
    return isAlias(at) ? undefined : at;
  }

  /** The maps a `<<` names, the stronger first. */
  merged(node: Node): Node[] {
    const list = this.#isList(node);
    return (list ?? [node]).filter((each) => isMap(this.resolve(each)));
  }

  /** A map's values by key, its own before merged ones. Empty for what is no map. */
  flatten(node: Node, depth = 0): ReadonlyMap<string, Node> {
    const map = this.resolve(node);
    if (!isMap(map) || depth > MAX_ALIASES) return NONE;
    const known = this.#flat.get(map);
    if (known) return known;
    const values = new Map<string, Node>();
    if (this.#budget <= 0 && depth > 0) return values;
    const entries = entriesOf(map);
    for (const { key, value } of entries) if (key !== '<<') values.set(key, value);
    for (const { key, value } of entries) {
      if (key !== '<<') continue;
      for (const source of this.merged(value)) {
        if (this.#budget <= 0) continue;
        const inherited = this.flatten(source, depth + 1);
        this.#budget -= inherited.size;
        for (const [name, each] of inherited) if (!values.has(name)) values.set(name, each);
      }
    }
    this.#flat.set(map, values);
    return values;
  }

  #isList(node: Node): Node[] | undefined {
    const resolved = this.resolve(node);
    return isSeq(resolved) ? itemsOf(resolved) : undefined;
  }
}
