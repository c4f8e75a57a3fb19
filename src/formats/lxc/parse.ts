import type { Element, ParsedFile, Workload } from '../../model/element.ts';
import { ElementBuilder } from '../builder.ts';
import { Lines } from '../lines.ts';
import { parsedFile } from '../parsed-file.ts';
import { deviceFacets, entryFacets, idmapFacets, rootfsFacets } from './facets.ts';
import { addOptions, addWords, flagOf, NO_FACETS, optionFacets, readOptions } from './items.ts';
import { type KeyPath, Keys } from './keys.ts';
import { type Line, readLine } from './line.ts';

type Facets = Readonly<Record<string, string>>;
type Setting = Line & { readonly kind: 'lxc' | 'pve' };

/** A part of the file that describes one container: all of it, or a section of a Proxmox VE file. */
interface Part {
  readonly header?: Line & { readonly kind: 'section' };
  readonly settings: { readonly line: Setting; readonly at: KeyPath }[];
  readonly keys: Keys;
  readonly start: number;
}

/** Sections beyond these are left out. */
const MAX_PARTS = 100;
const WORDS = new Set(['lxc/cap.drop', 'lxc/cap.keep', 'lxc/mount.auto', 'lxc/namespace.clone', 'lxc/namespace.keep']);
const PVE_NUMBERED = /^(net|mp|dev|unused)(\d+)$/;
const PVE_OPTIONS = new Set(['rootfs', 'features', 'net', 'mp', 'dev', 'unused']);

/**
 * Reads LXC's configuration and Proxmox VE's, in time linear in their size. Never throws; a line that is no setting is left out.
 * Paths: `lxc/<key>`, `lxc/net/<i>/<setting>`, `lxc/cgroup2/<file>`, `<list>/item`; `pve/<key>`, `pve/net/<i>/<option>`, `snapshot`.
 * Facets: `empty`, `on`, `unprivileged`, of an interface `type`, `link`, `mode`, and what facets.ts reads in values.
 */
export function parseLxc(text: string): ParsedFile {
  const parts = readParts(text);
  const elements: Element[] = [];
  const workloads: Workload[] = [];
  parts.forEach((part, index) => {
    const end = parts[index + 1]?.start ?? text.length;
    const pending = part.header?.name.toLowerCase() === 'pve:pending';
    const builder = new ElementBuilder(index);
    addPart(builder, part, pending ? parts[0] : undefined, text);
    for (const element of builder.elements) elements.push(element);
    workloads.push({
      name: part.header ? `${nameOf(part)} [${part.header.name}]` : nameOf(part),
      range: { start: part.start, end },
      ...(pending && { base: 0 }),
      ...(index === 0 && { final: true }),
    });
  });
  return parsedFile(elements, elements.length ? workloads : [], ({ path }) => path === 'lxc/idmap' || path === 'pve/unprivileged');
}

function readParts(text: string): Part[] {
  const lines = new Lines(text);
  let part: Part = { settings: [], keys: new Keys(), start: 0 };
  const parts = [part];
  while (!lines.done) {
    const line = readLine(text, lines.next());
    if (line?.kind === 'section') {
      if (parts.length >= MAX_PARTS) break;
      part = { header: line, settings: [], keys: new Keys(), start: line.range.start };
      parts.push(part);
    } else if (line) part.settings.push({ line, at: pathOf(line, part.keys) });
  }
  return parts;
}

function pathOf(line: Setting, keys: Keys): KeyPath {
  if (line.kind === 'lxc') return keys.pathOf(line.key);
  const numbered = PVE_NUMBERED.exec(line.key);
  return { path: numbered ? `pve/${numbered[1]}/${numbered[2]}` : `pve/${line.key}` };
}

function nameOf({ settings }: Part): string {
  const named = (path: string) => settings.findLast(({ at, line }) => at.path === path && line.value)?.line.value.slice(0, 200);
  return named('lxc/uts.name') ?? named('pve/hostname') ?? 'container';
}

const SIBLINGS = new Map([
  ['type', 'type'],
  ['link', 'link'],
  ['veth.mode', 'mode'],
]);

/** What the whole part says: whether root inside is root outside, and what each interface is. */
function contextOf(settings: Part['settings']): { readonly common: Facets; readonly nets: ReadonlyMap<string, Facets> } {
  const nets = new Map<string, Record<string, string>>();
  let mapped = false;
  let hostRoot = false;
  for (const { line, at } of settings) {
    if (at.path === 'lxc/idmap') {
      const { kind, valid, same, root } = idmapFacets(line.value);
      mapped ||= valid === 'true' && kind !== 'g';
      hostRoot ||= kind !== 'g' && same === 'true' && root === 'true';
    } else if (at.path === 'pve/unprivileged') mapped ||= flagOf(line.value).on === 'true';
    else if (at.path === 'lxc/include') mapped ||= /\buserns\.conf$/.test(line.value);
    if (!at.net) continue;
    const net = nets.get(at.net.index) ?? { link: '?' };
    const name = SIBLINGS.get(at.net.setting);
    if (name && line.value) net[name] = line.value;
    nets.set(at.net.index, net);
  }
  return { common: { unprivileged: String(mapped && !hostRoot), hostroot: String(hostRoot) }, nets };
}

function addPart(builder: ElementBuilder, part: Part, base: Part | undefined, text: string): void {
  const { common, nets } = contextOf(base ? [...base.settings, ...part.settings] : part.settings);
  const shared = { set: { ...common, empty: 'false' }, empty: { ...common, empty: 'true' } };
  if (part.header) {
    const { name, range, nameRange } = part.header;
    builder.add({ path: 'snapshot', name, value: name, range, nameRange, valueRange: nameRange, hoverRange: nameRange });
  }
  for (const { line, at } of part.settings) {
    const { key: name, value, range, nameRange, valueRange } = line;
    const property = line.kind === 'pve' ? propertyOf(name) : undefined;
    const options = property ? readOptions(property, valueRange, text) : [];
    const parental = options.length > 0 || (value !== '' && WORDS.has(at.path));
    const own = options.length ? optionFacets(options) : (facetsOf(at, value) ?? flagOf(value));
    const plain = value === '' ? shared.empty : shared.set;
    const facets = at.net ? { ...plain, ...nets.get(at.net.index), ...own } : own === NO_FACETS ? plain : { ...plain, ...own };
    const element = builder.add({ path: at.path, name, value, range, nameRange, valueRange, hoverRange: parental ? nameRange : range, facets });
    if (options.length) addOptions(builder, element, options);
    else if (parental) addWords(builder, element, text, (word) => ({ ns: namespaceOf(word) }));
  }
}

/** Which property string a Proxmox VE key holds, if any. */
function propertyOf(key: string): string | undefined {
  const name = PVE_NUMBERED.exec(key)?.[1] ?? key;
  return PVE_OPTIONS.has(name) ? name : undefined;
}

/** What there is to know of a value beyond its text; undefined where it may be no more than a flag. */
function facetsOf({ path, net }: KeyPath, value: string): Facets | undefined {
  if (net || path.startsWith('pve/')) return undefined;
  if (path === 'lxc/idmap') return idmapFacets(value);
  if (path === 'lxc/mount.entry') return entryFacets(value);
  if (path === 'lxc/rootfs.path') return rootfsFacets(value);
  const slash = path.indexOf('/', 'lxc/'.length);
  if (slash < 0) return undefined;
  const file = path.slice(slash + 1);
  if (path.startsWith('lxc/namespace.share/')) return { ns: namespaceOf(file) };
  return file.startsWith('devices.') ? { file, ...deviceFacets(value) } : { file };
}

/** `mount` is an older name of what /proc/PID/ns calls `mnt`. */
function namespaceOf(word: string): string {
  return word === 'mount' ? 'mnt' : word;
}
