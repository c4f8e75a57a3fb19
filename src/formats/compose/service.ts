import { isScalar, isSeq } from 'yaml';
import { fieldsOf } from './definitions.ts';
import type { Resolver } from './resolver.ts';
import { type Facets, mountFacets } from './short.ts';
import { itemsOf, type Node, textOf } from './tree.ts';

/** Siblings that change what another key of the service means. */
const TELLING = [
  'image',
  'platform',
  'isolation',
  'network_mode',
  'pid',
  'ipc',
  'userns_mode',
  'privileged',
  'runtime',
  'user',
  'read_only',
  'mem_limit',
  'cgroup',
];
const WINDOWS_IMAGE = /(?:^|\/)windows\/|windows\/(?:servercore|nanoserver|server)|nanoserver|servercore/i;

/** What the keys of a service need to know of one another; `svc_` keeps them apart from facets of the keys themselves. */
export function serviceFacets(node: Node, resolver: Resolver): Facets {
  const fields = fieldsOf(node, resolver);
  const telling = Object.fromEntries(TELLING.flatMap((key) => (fields[key] === undefined ? [] : [[`svc_${key}`, fields[key]]])));
  const windows =
    fields.isolation === 'process' || fields.isolation === 'hyperv' || /^windows/i.test(fields.platform ?? '') || WINDOWS_IMAGE.test(fields.image ?? '');
  const values = resolver.flatten(node);
  const hostRoot = mountSources(values.get('volumes'), resolver).includes('/');
  return { ...telling, ...(hostRoot && { svc_host_root: 'true' }), os: windows ? 'windows' : 'linux', ...(values.has('provider') && { provided: 'true' }) };
}

/** The service of the same file it extends, if any. */
export function extendedService(node: Node, resolver: Resolver): string | undefined {
  const value = resolver.resolve(resolver.flatten(node).get('extends'));
  if (isScalar(value)) return textOf(value);
  const { service, file } = fieldsOf(value, resolver);
  return file ? undefined : service;
}

/** Where the mounts of a service come from. */
function mountSources(node: Node, resolver: Resolver): string[] {
  const list = resolver.resolve(node);
  if (!isSeq(list)) return [];
  return itemsOf(list).map((item) => {
    const mount = resolver.resolve(item);
    return (isScalar(mount) ? mountFacets(textOf(mount)) : fieldsOf(mount, resolver)).source ?? '';
  });
}
