import { ArrayNode, type CallNode, HashNode, type Node } from '@ruby/prism/src/nodes.js';
import type { Range } from '../../model/element.ts';
import { optionsOf } from './arguments.ts';
import type { Draft, Machine } from './drafts.ts';
import type { Pair, Source } from './ruby.ts';
import type { VmxLine } from './vmx.ts';

/** What a name such as `config`, `vb` or `config.vm` stands for: the beginning of the paths of what is set on it. */
export interface Scope {
  readonly path: readonly string[];
  readonly machine: number;
  readonly provider?: string;
  readonly parent?: Draft;
}

/** The place of a setting in another format, and its value there. */
type Elsewhere = Pick<Draft, 'path' | 'value'> & { readonly facets: Readonly<Record<string, string>> };

type Part = Omit<Draft, 'hoverRange' | 'facets' | 'machine' | 'provider' | 'parent'> &
  Partial<Pick<Draft, 'hoverRange'>> & { readonly facets?: Readonly<Record<string, string>> };

/** Settings whose items are looked at one by one. */
const ITEMS = /^provider\/docker\/(?:volumes|ports|create_args|build_args|cmd)$|^vm\/synced_folder\/mount_options$/;

/** What provisioners are told is theirs: Chef's attributes may be as deep as they like. */
const FOREIGN = /^vm\/provision\/[^/]*\/[^/]*\//;

/** Collects what the walk finds. */
export class Recorder {
  readonly drafts: Draft[] = [];
  readonly machines: Machine[];
  /** What goes into the machines' .vmx files, in the order of this file. */
  readonly vmx: VmxLine[] = [];
  readonly source: Source;
  readonly #byName = new Map<string, number>();

  constructor(source: Source) {
    this.source = source;
    this.machines = [{ name: 'default', range: { start: 0, end: source.text.length } }];
  }

  /** The number of the machine of that name, new or known: defined twice, it is one. */
  machine(name: string, range: Range): number {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    const number = this.machines.push({ name, range }) - 1;
    this.#byName.set(name, number);
    return number;
  }

  add(scope: Scope, part: Part, parent = scope.parent): Draft {
    const { hoverRange = part.range, facets = {}, ...rest } = part;
    const provider = scope.provider === undefined ? {} : { provider: scope.provider };
    const draft: Draft = { ...rest, hoverRange, facets: { ...facets }, machine: scope.machine, ...provider, ...(parent && { parent }) };
    this.drafts.push(draft);
    return draft;
  }

  /** `scope.name = value`; a Hash or a list that matters is an element for each entry. `whole` is the statement. */
  setting(scope: Scope, name: string, path: string, whole: Node, nameRange: Range, value: Node): void {
    const range = this.source.range(whole);
    const parts = value instanceof HashNode || (value instanceof ArrayNode && ITEMS.test(path));
    const hoverRange = parts ? { start: range.start, end: nameRange.end } : range;
    const { source } = this;
    const draft = this.add(scope, { path, name, value: source.value(value), range, nameRange, valueRange: source.range(value), hoverRange });
    this.entries(scope, path, value, draft);
  }

  /** The entries of a Hash, the items of a list, as elements below `parent`. */
  entries(scope: Scope, path: string, value: Node, parent: Draft): void {
    if (value instanceof HashNode) for (const pair of this.source.pairsOf(value)) this.pair(scope, path, pair, parent);
    if (value instanceof ArrayNode && ITEMS.test(path)) this.items(scope, path, value, parent);
  }

  pair(scope: Scope, path: string, { key, keyNode, value }: Pair, parent: Draft): void {
    const nested = value instanceof HashNode && value.elements.length > 0;
    const nameRange = this.source.range(keyNode);
    const range = this.source.range(keyNode, value);
    const at = `${path}/${key.replace(/\//g, '_')}`;
    const inner = (nested && !FOREIGN.test(at)) || (value instanceof ArrayNode && ITEMS.test(at));
    const part = { path: at, name: key, value: this.source.value(value), range, nameRange, valueRange: this.source.range(value) };
    const draft = this.add(scope, inner ? { ...part, hoverRange: nameRange } : part, parent);
    if (inner) this.entries(scope, at, value, draft);
  }

  /** `["--cap-add", "SYS_ADMIN", "--privileged"]`, or `["/host:/guest"]`. */
  items(scope: Scope, path: string, list: ArrayNode, parent: Draft): void {
    const { source } = this;
    if (path.endsWith('_args')) {
      this.options(scope, path, list.elements, parent);
      return;
    }
    for (const node of list.elements) {
      const range = source.range(node);
      const value = source.value(node);
      this.add(scope, { path: `${path}/item`, name: value, value, range, nameRange: range, valueRange: range }, parent);
    }
  }

  /**
   * The options of a command line that is written as a list.
   * @param as what an option is elsewhere, where that format's notes speak of it
   */
  options(scope: Scope, path: string, words: readonly Node[], parent: Draft, as?: (option: string, value: string) => Elsewhere | undefined): void {
    const { source } = this;
    for (const { path: option, name, value, from, to, values } of optionsOf(words, source)) {
      const first = values[0];
      const range = source.range(from, to);
      const part = { path: `${path}/${option}`, name, value, range, nameRange: source.range(from), valueRange: first ? source.range(first, to) : range };
      this.add(scope, { ...part, ...as?.(option, value) }, parent);
    }
  }

  /** From the call's beginning to its method's name, or to its last plain argument: where a call with options is hovered. */
  head(call: CallNode, last?: Node): Range {
    const { start, end } = this.source.range(call);
    const message = call.messageLoc ? this.source.rangeAt(call.messageLoc) : { start, end };
    return { start, end: last ? this.source.range(last).end : message.end };
  }
}
