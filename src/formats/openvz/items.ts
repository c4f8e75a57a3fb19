/** One of several things in a value, by offsets within it. */
export interface Item {
  /** What notes address it by, below the parameter; one segment. */
  readonly segment: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly facets: Readonly<Record<string, string>>;
}

/** How many items of one value are told apart; the rest is left out. */
const MAX_ITEMS = 512;

type Reader = (written: string) => Pick<Item, 'segment' | 'value' | 'facets'>;

const LISTS: ReadonlyMap<string, { readonly separator: RegExp; readonly read: Reader }> = new Map([
  ['FEATURES', { separator: /[^\s,]+/g, read: switchOf }],
  ['CAPABILITY', { separator: /[^\s,]+/g, read: switchOf }],
  ['DEVICES', { separator: /[^\s,]+/g, read: numberedDevice }],
  ['DEVNODES', { separator: /[^\s,]+/g, read: namedDevice }],
  ['NETIF', { separator: /[^;\s][^;]*/g, read: interfaceOf }],
  ['NETDEV', { separator: /[^\s,]+/g, read: plain }],
  ['PCI', { separator: /[^\s,]+/g, read: plain }],
  ['BINDMOUNT', { separator: /[^\s]+/g, read: bindOf }],
]);

/** The items of a value that is a list; undefined for parameters with a single value. */
export function itemsOf(key: string, value: string): Item[] | undefined {
  const list = LISTS.get(key);
  if (!list) return undefined;
  const items: Item[] = [];
  for (const match of value.matchAll(list.separator)) {
    const written = match[0].trimEnd();
    items.push({ ...list.read(written), start: match.index, end: match.index + written.length });
    if (items.length >= MAX_ITEMS) break;
  }
  return items;
}

/** `nfs:on` */
function switchOf(written: string): ReturnType<Reader> {
  const [name = '', state = ''] = written.toLowerCase().split(':', 2);
  return { segment: segment(name), value: state, facets: { name } };
}

/** `c:10:200:rw`: kind, major, minor, access; 10:200 is /dev/net/tun, 10:229 /dev/fuse. */
function numberedDevice(written: string): ReturnType<Reader> {
  const [kind = '', major = '', minor = '', access = ''] = written.toLowerCase().split(':', 4);
  const named = kind === 'c' && major === '10' ? { 200: 'tun', 229: 'fuse', 232: 'kvm' }[minor] : undefined;
  return {
    segment: `${kind}:${major}:${minor}`,
    value: access,
    facets: { device: `${kind}:${major}:${minor}`, kind: named ?? (kind === 'b' ? 'block' : 'other'), access: accessOf(access) },
  };
}

/** `net/tun:rw`: the name below /dev, and the access. */
function namedDevice(written: string): ReturnType<Reader> {
  const colon = written.lastIndexOf(':');
  const device = (colon < 0 ? written : written.slice(0, colon)).replace(/^\/dev\//, '');
  const access = colon < 0 ? '' : written.slice(colon + 1).toLowerCase();
  const block = /^(?:sd|hd|vd|xvd|nvme|dm-|md|loop|mapper\/|disk\/|ploop|sr|cdrom)/.test(device);
  const kind = device === 'net/tun' ? 'tun' : device === 'fuse' ? 'fuse' : device === 'kvm' ? 'kvm' : block ? 'block' : 'other';
  return { segment: segment(device), value: access, facets: { device: `/dev/${device}`, kind, access: accessOf(access) } };
}

function accessOf(access: string): string {
  return access === 'none' ? 'none' : access.includes('w') ? 'write' : access.includes('r') ? 'read' : 'unknown';
}

/** `ifname=eth0,mac=…,host_ifname=veth101.0,bridge=vmbr0` */
function interfaceOf(written: string): ReturnType<Reader> {
  const facets: Record<string, string> = { bridge: '', ifname: '', host_ifname: '', mac_filter: '', network: '' };
  for (const field of written.split(',')) {
    const [name = '', value = ''] = field.trim().split('=', 2);
    if (Object.hasOwn(facets, name)) facets[name] = value;
  }
  return { segment: segment(facets.ifname ?? ''), value: written, facets: { ...facets, linked: facets.bridge || facets.network ? 'yes' : 'no' } };
}

/** `/host/dir:/inside,nosuid` */
function bindOf(written: string): ReturnType<Reader> {
  const [paths = '', ...options] = written.split(',');
  const colon = paths.indexOf(':');
  const source = colon < 0 ? '' : paths.slice(0, colon);
  return {
    segment: segment(paths.slice(colon + 1)),
    value: written,
    facets: { source, target: paths.slice(colon + 1), own: source ? 'no' : 'yes', mode: options.includes('ro') ? 'ro' : 'rw' },
  };
}

function plain(written: string): ReturnType<Reader> {
  return { segment: segment(written), value: written, facets: {} };
}

function segment(name: string): string {
  return name.replaceAll('/', ' ') || '*';
}
