/** A name from the file as one segment of a path. */
export function segment(name: string): string {
  return name.slice(0, 200).replaceAll('/', '.');
}

/** The workload of what belongs to none. A volume is one: only what mounts it shares its files. */
export const NOBODY = -1;

/** Keys that anybody may choose, so that notes need to see them as written. */
export function isKeyed(path: string): boolean {
  return /^(?:pod|container)\/resources\/(?:limits|requests)\/|^pod\/metadata\/annotations\//.test(path);
}

/** Keys that are the same thing in every kind: where they stand → the path notes are written for. */
const SAME: Readonly<Record<string, string>> = {
  'bare/metadata': 'pod/metadata',
  'bare/spec': 'pod/spec',
  'template/metadata': 'pod/metadata',
  'template/spec': 'pod/spec',
  'job/metadata': 'object/metadata',
  'job/spec': 'object/spec',
  'runtimeclass/metadata': 'object/metadata',
};

/** What stands below a key is addressed from a place of its own, whatever lies above. */
const INSIDE: Readonly<Record<string, string>> = {
  'object/spec': 'controller',
  'object/template': 'template',
  'controller/template': 'template',
  'controller/jobTemplate': 'job',
  'controller/volumeClaimTemplates': 'claim',
  'pod/spec': 'pod',
  'pod/containers': 'container',
  'pod/initContainers': 'container',
  'pod/ephemeralContainers': 'container',
  'pod/volumes/ephemeral/volumeClaimTemplate': 'claim',
};

/** The path of `key` below `base`. */
export function pathOf(base: string, key: string): string {
  const path = `${base}/${segment(key)}`;
  if (/^(?:bare|runtimeclass)\/(?:apiVersion|kind|status)$/.test(path)) return `object/${key}`;
  return SAME[path] ?? path;
}

/** The base of what stands below an element; undefined where nothing is worth a look (what the server keeps, owners, status). */
export function insideOf(path: string): string | undefined {
  if (/^(?:object|claim)\/status$/.test(path) || /^[a-z]+\/metadata\/(?!labels$|annotations$)/.test(path)) return undefined;
  return INSIDE[path] ?? path;
}

/** Lists each of whose items says something. */
export function hasItems(path: string): boolean {
  return /^container\/securityContext\/capabilities\/(?:add|drop)$/.test(path) || /^claim\/spec\/accessModes$/.test(path);
}

/** Where one word opens several layers: the key answers for the first, the colon and the value for these. */
export function partsOf(path: string, value: string): readonly string[] {
  if (!/^(?:true|yes|on)$/i.test(value)) return [];
  if (path === 'container/securityContext/privileged') return ['kernel', 'devices'];
  if (path === 'pod/hostNetwork') return ['hostname'];
  return /^(?:pod|container)\/securityContext\/windowsOptions\/hostProcess$/.test(path) ? ['filesystem', 'processes'] : [];
}
