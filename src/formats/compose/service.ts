import { isScalar, isSeq } from 'yaml';
import { fieldsOf } from '../yaml/fields.ts';
import type { Resolver } from '../yaml/resolver.ts';
import { type Facets, mountFacets } from './short.ts';
import { itemsOf, type Node, textOf } from '../yaml/tree.ts';

/** Siblings that change what another key of the service means. */
export const TELLING = [
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
export function serviceFacets(name: string, node: Node, resolver: Resolver): Facets {
  const fields = fieldsOf(node, resolver);
  const telling = Object.fromEntries(TELLING.flatMap((key) => (fields[key] === undefined ? [] : [[`svc_${key}`, fields[key]]])));
  const values = resolver.flatten(node);
  const hostRoot = mountSources(values.get('volumes'), resolver).includes('/');
  // A name goes into a command the reader may copy: only one that is a single word.
  const exec = `docker compose exec ${/^[\w.-]+$/.test(name) ? name : 'SERVICE'}`;
  return {
    exec,
    ...telling,
    ...(hostRoot && { svc_host_root: 'true' }),
    os: isWindows(fields.image ?? '', fields.platform ?? '', fields.isolation ?? '') ? 'windows' : 'linux',
    ...(values.has('provider') && { provided: 'true' }),
  };
}

/** Whether a container of this image is one of Windows: its isolation mode, its platform or its image's name say so. */
export function isWindows(image: string, platform: string, isolation: string): boolean {
  return isolation === 'process' || isolation === 'hyperv' || /^windows/i.test(platform) || WINDOWS_IMAGE.test(image);
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
