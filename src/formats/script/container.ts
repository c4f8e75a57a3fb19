import type { Element, Range } from '../../model/element.ts';
import type { ElementBuilder } from '../builder.ts';
import { deviceFacets, type Facets, longMountFacets, mountFacets, portFacets } from '../compose/short.ts';
import { isWindows, TELLING } from '../compose/service.ts';
import { FLAGS, type Flag } from './flags.ts';
import type { CommandLine, Given } from './words.ts';

/** Network modes; any other name is a network of its own. */
const MODES = /^(?:host|none|bridge|default|private|(?:container|ns|pasta|slirp4netns)(?::.*)?)$|[$]/;
const SEGMENT = 200;

/**
 * The elements of one `docker run` and its like, at the paths of the Compose keys that mean the same:
 * one note serves both spellings. Flags Compose has no key for are at `run/--flag`, the command itself at `run`.
 */
export function addContainer(out: ElementBuilder, program: string, start: number, line: CommandLine): void {
  const { verb, verbEnd, given, image, rest } = line;
  const range = { start, end: image?.range.end ?? given.at(-1)?.range.end ?? verbEnd };
  const name = given.find(({ flag }) => flag === '--name')?.value ?? (verb === 'exec' ? image?.text : undefined) ?? '';
  const command = out.add({
    path: verb,
    name: `${program} ${verb}`,
    value: rest.map(({ text }) => text).join(' '),
    range,
    hoverRange: { start, end: verbEnd },
    facets: { program, exec: `${program} exec ${/^[\w.-]+$/.test(name) ? name : 'CONTAINER'}`, ...tellingFacets(given, image?.text ?? '') },
  });
  const counts = new Map<string, number>();
  for (const each of given) {
    const flag = FLAGS[each.flag];
    if (verb === 'exec' || !flag?.key) {
      out.add({ path: `${verb}/${each.flag}`, name: each.flag, value: each.value, range: each.range, valueRange: each.valueRange }, command);
    } else addKey(out, command, each, flag, flag.key, counts);
  }
  if (verb === 'exec' || !image) return;
  // With `--rootfs` it is a directory.
  const directory = given.some(({ flag, value }) => flag === '--rootfs' && value === 'true');
  if (!directory) out.add({ path: 'services/cli/image', name: 'image', value: image.text, range: image.range }, command);
  const last = rest.at(-1);
  if (rest[0] && last) {
    const valueRange = { start: rest[0].range.start, end: last.range.end };
    out.add(
      { path: 'services/cli/command', name: 'command', value: rest.map(({ text }) => text).join(' '), range: valueRange, hoverRange: rest[0].range },
      command,
    );
  }
}

function addKey(
  out: ElementBuilder,
  command: Element,
  { flag: name, value, range, valueRange }: Given,
  flag: Flag,
  key: string,
  counts: Map<string, number>,
): void {
  const own = command.facets.program === 'podman' ? podmanPath(key, value) : undefined;
  if (own) {
    out.add({ path: own, name, value, range, valueRange, facets: { type: key } }, command);
    // A rootless container gets no more devices than its user: only the filter goes.
    if (key === 'privileged') out.add({ path: 'services/cli/privileged/kernel', name, value, range, hoverRange: empty(range) }, command);
    return;
  }
  const index = counts.get(key) ?? 0;
  counts.set(key, index + 1);
  const add = (path: string, content: string, facets: Facets = {}, hoverRange = range) =>
    out.add({ path: `services/cli/${path}`, name, value: content, range, valueRange, hoverRange, facets }, command);
  const equals = value.search(key === 'extra_hosts' ? /[=:]/ : /=/);
  const inner = (equals < 0 ? value : value.slice(0, equals)).replaceAll('/', '.').slice(0, SEGMENT);
  const content = equals < 0 ? '' : value.slice(equals + 1);
  switch (flag.as) {
    case 'item':
      return void add(`${key}/${index}`, value);
    case 'named':
      return void add(`${key}/${inner}`, content, { key: inner, limit: inner });
    case 'mount':
      return void add(`${key}/${index}`, value, mountFacets(value));
    case 'longMount': {
      const facets = longMountFacets(fieldsOf(value));
      return void add(`${facets.kind === 'tmpfs' ? 'tmpfs' : key}/${index}`, value, facets);
    }
    case 'port':
      return void add(`${key}/${index}`, value, portFacets(value));
    case 'device':
      return void add(`${key}/${index}`, value, deviceFacets(value));
    case 'rate': {
      const [path = '', rate = ''] = value.split(/:(?=[^:]*$)/);
      return void add(`${key}/${index}/${key.endsWith('weight_device') ? 'weight' : 'rate'}`, rate, { path });
    }
    case 'network':
      return void (MODES.test(value) ? add('network_mode', value) : add(`networks/${value.split(':')[0]?.replaceAll('/', '.').slice(0, SEGMENT)}`, ''));
    default:
      add(key, value);
      // One word answers for three layers; the hover tells of the first, the map of all.
      if (key === 'privileged') for (const part of ['kernel', 'devices']) add(`${key}/${part}`, value, {}, empty(range));
  }
}

/** Where what only Podman knows, or means otherwise than Docker, has notes of its own. */
function podmanPath(key: string, value: string): string | undefined {
  if (key === 'privileged') return 'podman/privileged';
  if (key === 'userns_mode') return /^(?:host$|container:|ns:)/.test(value) ? 'podman/userns' : undefined;
  if (key === 'network_mode') return /^(?:private$|pasta|slirp4netns|ns:)/.test(value) ? 'podman/network' : undefined;
  if (key === 'uts') return value === 'host' ? undefined : 'podman/namespace';
  if (key === 'cgroup') return /^(?:container|ns):/.test(value) ? 'podman/namespace' : undefined;
  return /^(?:pid|ipc)$/.test(key) && /^ns:|^private$/.test(value) && `${key}=${value}` !== 'ipc=private' ? 'podman/namespace' : undefined;
}

function empty({ end }: Range): Range {
  return { start: end, end };
}

/** `type=bind,source=/a,target=/b,readonly` as the fields of Compose's long form. */
function fieldsOf(value: string): Facets {
  const names: Readonly<Record<string, string>> = { src: 'source', dst: 'target', destination: 'target', readonly: 'read_only', ro: 'read_only' };
  return Object.fromEntries(
    value.split(',').map((field) => {
      const [name = '', ...content] = field.split('=');
      return [names[name] ?? name, content.length ? content.join('=') : 'true'];
    }),
  );
}

/** What the flags need to know of one another, as Compose's keys do. */
function tellingFacets(given: readonly Given[], image: string): Facets {
  const values = new Map(given.flatMap(({ flag, value }) => (FLAGS[flag]?.key ? [[FLAGS[flag].key, value] as const] : [])));
  values.set('image', image);
  const telling = TELLING.flatMap((key) => (values.has(key) ? [[`svc_${key}`, values.get(key) ?? '']] : []));
  const hostRoot = given.some(({ flag, value }) => flag === '--volume' && mountFacets(value).source === '/');
  const os = isWindows(image, values.get('platform') ?? '', values.get('isolation') ?? '') ? 'windows' : 'linux';
  return { ...Object.fromEntries(telling), ...(hostRoot && { svc_host_root: 'true' }), os };
}
