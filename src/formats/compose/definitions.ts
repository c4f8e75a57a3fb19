import { isMap, isScalar, isSeq } from 'yaml';
import type { Resolver } from './resolver.ts';
import type { Facets } from './short.ts';
import { entriesOf, itemsOf, type Node, textOf } from './tree.ts';

const MAX_FIELDS = 40;

/** The scalars of a map by key, lists of scalars joined by commas, as facets of whatever the map describes. */
export function fieldsOf(node: Node, resolver: Resolver): Facets {
  const fields: Record<string, string> = {};
  for (const [key, value] of [...resolver.flatten(node)].slice(0, MAX_FIELDS)) {
    const text = scalarText(value, resolver);
    if (text !== undefined) fields[key] = text;
  }
  return fields;
}

/** A scalar's text, a list's texts joined by commas; undefined for a map. */
export function scalarText(node: Node, resolver: Resolver): string | undefined {
  const resolved = resolver.resolve(node);
  if (isScalar(resolved)) return textOf(resolved);
  if (!isSeq(resolved)) return undefined;
  return itemsOf(resolved)
    .slice(0, MAX_FIELDS)
    .flatMap((item) => (isScalar(item) ? textOf(item) : []))
    .join(',');
}

/** What the top-level networks, volumes, secrets and configs say of themselves: facets for the services that use them. */
export class Definitions {
  readonly #byKind = new Map<string, Map<string, Facets>>();

  constructor(root: Node, resolver: Resolver) {
    if (!isMap(root)) return;
    for (const { key: kind, value } of entriesOf(root)) {
      if (!['networks', 'volumes', 'secrets', 'configs'].includes(kind)) continue;
      const named = new Map<string, Facets>();
      for (const [name, node] of resolver.flatten(value)) {
        const options = fieldsOf(resolver.flatten(node).get('driver_opts'), resolver);
        const own = fieldsOf(node, resolver);
        named.set(name, {
          ...prefixed('opt_', options),
          ...prefixed('def_', own),
          ...(resolver.flatten(node).has('external') && { def_external: own.external ?? 'true' }),
        });
      }
      this.#byKind.set(kind, named);
    }
  }

  /** Empty for a name the file does not define. */
  of(kind: string, name: string): Facets {
    return this.#byKind.get(kind)?.get(name) ?? {};
  }
}

function prefixed(prefix: string, facets: Facets): Facets {
  return Object.fromEntries(Object.entries(facets).map(([key, value]) => [prefix + key, value]));
}
