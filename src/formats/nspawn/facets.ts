import { boolOf } from './keys.ts';

type Facets = Readonly<Record<string, string>>;

/** What notes ask of a value beyond its text; by key. README.md lists them. */
export function facetsOf(key: string, value: string): Facets {
  const bool = boolOf(value);
  return { ...(bool && { bool }), ...READERS.get(key)?.(value, bool) };
}

type Reader = (value: string, bool: 'yes' | 'no' | undefined) => Facets;

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['PrivateUsers', privateUsers],
  ['Bind', bindOf],
  ['BindReadOnly', bindOf],
  ['Overlay', overlayOf],
  ['OverlayReadOnly', overlayOf],
  ['TemporaryFileSystem', (value) => named(['target', 'options'], value)],
  ['VirtualEthernetExtra', (value) => linkOf(value)],
  ['Port', portOf],
  ['PivotRoot', (value) => named(['target', 'old'], value)],
  ['RestrictAddressFamilies', (value) => ({ name: value.replace(/^~/, ''), list: value.startsWith('~') ? 'deny' : 'allow' })],
]);

/** Splits at colons that no backslash escapes, and takes the escapes out. */
function parts(value: string): string[] {
  const found = [''];
  for (const [token] of value.matchAll(/\\.|[^:\\]+|[:\\]/gs)) {
    if (token === ':') found.push('');
    else found.push((found.pop() ?? '') + (token.length > 1 && token.startsWith('\\') ? token.slice(1) : token));
  }
  return found;
}

function named(names: readonly string[], value: string): Record<string, string> {
  const found = parts(value);
  return Object.fromEntries(names.flatMap((name, index) => (found[index] ? [[name, found[index]]] : [])));
}

/** `no`, `yes`, `pick`, `identity`, `managed`, or `fixed` for `base` and `base:count`. Versions differ on a bare 0 (a boolean or an id): `zero`. */
function privateUsers(value: string, bool: 'yes' | 'no' | undefined): Facets {
  if (value === '0') return { mode: 'zero' };
  if (bool) return { mode: bool };
  if (/^(?:pick|identity|managed)$/.test(value)) return { mode: value };
  const [, base = '', count = '65536'] = /^(\d{1,10})(?::(\d{1,10}))?$/.exec(value) ?? [];
  if (!base) return { mode: 'unknown' };
  return { mode: Number(base) === 0 ? 'identity' : 'fixed', base, count };
}

/** `source`, `source:target` or `source:target:options`; `+` before the source means the image, an empty one a temporary directory. */
function bindOf(value: string): Facets {
  const [source = '', target = '', options = ''] = parts(value);
  const path = source.replace(/\/+$/, '') || (source && '/');
  return {
    source: path,
    target: target || path.replace(/^\+/, ''),
    kind: kindOf(path),
    idmap: /(?:^|,)((?:root|owner)?idmap)(?:,|$)/.exec(options)?.[1] ?? 'noidmap',
  };
}

/** What a bind mount lets in. */
function kindOf(source: string): string {
  if (source === '') return 'temporary';
  if (source.startsWith('+')) return 'image';
  if (source === '/') return 'root';
  if (/^\/(?:proc|sys)(?:\/|$)/.test(source)) return 'kernel';
  if (/^\/dev\/(?:shm|hugepages)(?:\/|$)/.test(source)) return 'memory';
  if (/^\/dev\/mqueue(?:\/|$)/.test(source)) return 'path';
  if (/^\/dev(?:\/|$)/.test(source)) return 'device';
  if (/\/docker\.sock$/.test(source)) return 'manager';
  if (/(?:^|\/)\.X11-unix(?:\/|$)|\/wayland-\d+$|\/pulse(?:\/native)?$|\/pipewire-\d+$|^\/(?:var\/)?run\/user(?:\/|$)/.test(source)) return 'desktop';
  if (source === '/etc/resolv.conf') return 'resolver';
  if (/\.(?:sock|socket)$/.test(source)) return 'socket';
  return 'path';
}

/** `lower:…:upper:target`; with two paths the second is both. An empty upper one is a temporary directory. */
function overlayOf(value: string): Facets {
  const paths = parts(value);
  if (paths.length < 2) return { upper: '', target: value, kind: 'unknown' };
  const target = paths.at(-1) ?? '';
  const upper = paths.length === 2 ? target : (paths.at(-2) ?? '');
  return { lowest: paths[0] ?? '', upper, target, kind: upper === '' ? 'temporary' : upper.startsWith('+') ? 'image' : 'path' };
}

function linkOf(value: string): Facets {
  const [host = '', inside = ''] = value.split(':', 2);
  return { host, inside: inside || host };
}

/** `[tcp|udp:]host[:container]` */
function portOf(value: string): Facets {
  const [, protocol = 'tcp', host = '', inside = host] = /^(?:(tcp|udp):)?(\d{1,5})(?::(\d{1,5}))?$/.exec(value) ?? [];
  return host ? { protocol, host, inside } : {};
}
