import type { Range } from '../../model/element.ts';

type Facets = Readonly<Record<string, string>>;

/** One of several things in a value, by offsets within its text. */
export interface Item extends Range {
  /** What notes address it by, below the key; one segment. */
  readonly segment: string;
  readonly value: string;
  readonly facets: Facets;
}

/** How many items of one value are told apart; the rest is left out. */
const MAX_ITEMS = 512;

type Reader = (written: string, negative: boolean) => Pick<Item, 'segment' | 'facets'>;

const LISTS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['Capability', capability],
  ['DropCapability', capability],
  ['AmbientCapability', capability],
  ['SystemCallFilter', filtered],
  ['RestrictAddressFamilies', filtered],
  ['Interface', pair],
  ['MACVLAN', pair],
  ['IPVLAN', pair],
]);

/** The items of a value that is a list of words; undefined for keys with a single value. A leading `~` turns the whole list around. */
export function itemsOf(key: string, raw: string): Item[] | undefined {
  const read = LISTS.get(key);
  if (!read) return undefined;
  const items: Item[] = [];
  const tilde = read === filtered && raw.startsWith('~');
  for (const match of raw.matchAll(/[^\s"']+/g)) {
    const skipped = tilde && match.index === 0 ? 1 : 0;
    const value = match[0].slice(skipped);
    if (value) items.push({ ...read(value, tilde), value, start: match.index + skipped, end: match.index + match[0].length });
    if (items.length >= MAX_ITEMS) break;
  }
  return items;
}

/** `CAP_NET_ADMIN`, in any case, or `all`. */
function capability(written: string): ReturnType<Reader> {
  const name = /^all$/i.test(written) ? 'all' : written.toUpperCase();
  return { segment: segment(name), facets: { name } };
}

/** `@mount`, `bpf`, `AF_INET`: allowed, or forbidden behind `~`. */
function filtered(written: string, negative: boolean): ReturnType<Reader> {
  return { segment: segment(written), facets: { name: written, list: negative ? 'deny' : 'allow' } };
}

/** `host:container`, names of interfaces. */
function pair(written: string): ReturnType<Reader> {
  const [host = '', inside = ''] = written.split(':', 2);
  return { segment: segment(host), facets: { host, inside: inside || host } };
}

function segment(name: string): string {
  return name.replaceAll('/', '_').slice(0, 64) || '_';
}
