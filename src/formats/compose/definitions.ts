import { isMap } from 'yaml';
import type { Resolver } from '../yaml/resolver.ts';
import type { Facets } from './short.ts';
import { fieldsOf } from '../yaml/fields.ts';
import { entriesOf, type Node } from '../yaml/tree.ts';

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
