import { type Element, facetOf } from '../model/element.ts';
import type { Case, Match, NotesFile } from '../model/knowledge.ts';

/** Longer values are matched by their beginning only: a pattern must not take its time from a hostile file. */
const MAX_MATCHED = 2_000;

/** A pattern that lists spellings: `^(?:true|yes|1)$`. */
const SPELLINGS = /^\^(?:\((?:\?:)?)?([\w-]+)(?:\|[\w-]+)*\)?\$$/;

interface Node {
  readonly children: Map<string, Node>;
  /** The cases of the path that ends here; empty when it is known and neutral. */
  cases?: readonly CompiledCase[];
}

interface CompiledCase {
  readonly source: Case;
  readonly when: readonly { readonly key: string; readonly any: readonly (string | RegExp)[] }[];
}

/** What one format's notes say of an element. */
export interface Lookup {
  /** The case that applies, `null` for a known setting that says nothing here, undefined for one never heard of. */
  find(element: Element): Case | null | undefined;
  /** The values its notes name literally, in their order; of several spellings of one, the first. */
  values(element: Element): readonly string[];
}

/** Indexes notes by path, so that a lookup takes as long as the path is deep, however many notes there are. */
export function createLookup(notes: NotesFile): Lookup {
  const root: Node = { children: new Map() };
  const insert = (path: string, cases: readonly CompiledCase[]) => {
    let node = root;
    for (const segment of path.split('/')) {
      let child = node.children.get(segment);
      if (!child) {
        child = { children: new Map() };
        node.children.set(segment, child);
      }
      node = child;
    }
    node.cases = cases;
  };
  for (const path of notes.neutral) insert(path, []);
  for (const note of notes.notes) {
    const cases = note.cases.map((source): CompiledCase => ({ source, when: source.when.map(({ key, any }) => ({ key, any: any.map(toMatcher) })) }));
    for (const path of note.paths) insert(path, cases);
  }
  const casesOf = (element: Element) => descend(root, element.path.split('/'), 0);
  return {
    values: (element) => {
      const named = (casesOf(element) ?? []).flatMap(({ when }) => when.flatMap(({ key, any }) => (key === 'value' ? any : [])));
      return [...new Set(named.flatMap((each) => (typeof each === 'string' ? each : (SPELLINGS.exec(each.source)?.[1] ?? []))))].filter(Boolean);
    },
    find: (element) => {
      const cases = casesOf(element);
      if (!cases) return undefined;
      return cases.find((each) => each.when.every(({ key, any }) => matches(facetOf(element, key), any)))?.source ?? null;
    },
  };
}

/** The most literal match: a segment as written is preferred to `*`, from the left. */
function descend(node: Node, segments: readonly string[], depth: number): readonly CompiledCase[] | undefined {
  const segment = segments[depth];
  if (segment === undefined) return node.cases;
  for (const key of [segment, '*']) {
    const child = node.children.get(key);
    const found = child && descend(child, segments, depth + 1);
    if (found) return found;
  }
  return undefined;
}

function toMatcher(match: Match): string | RegExp {
  return typeof match === 'string' ? match : new RegExp(match.re, match.flags);
}

function matches(value: string | undefined, any: readonly (string | RegExp)[]): boolean {
  if (value === undefined) return false;
  const start = value.slice(0, MAX_MATCHED);
  return any.some((matcher) => (typeof matcher === 'string' ? matcher === value : matcher.test(start)));
}
