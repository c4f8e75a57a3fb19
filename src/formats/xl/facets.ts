import type { Setting } from './scan.ts';
import type { Part } from './spec.ts';

/** Options that exist for Arm guests only; xl's default type there is "pvh". */
export const ARM_ONLY: ReadonlySet<string> = new Set([
  'gic_version',
  'vuart',
  'nr_spis',
  'sve',
  'tee',
  'dtdev',
  'device_tree',
  'arm_sci',
  'llc_colors',
  'static_shm',
  'trap_unmapped_accesses',
]);

/** Which kind of guest the file makes, and whether it says so. */
export function guestFacets(settings: readonly Setting[]): { readonly guest: string; readonly stated: string } {
  let builder = '';
  let arm = false;
  let type = '';
  for (const { name, value } of settings) {
    const text = value.text.toLowerCase();
    if (name === 'type' && ['pv', 'pvh', 'hvm'].includes(text)) type = text;
    else if (name === 'builder') builder = text === 'hvm' ? 'hvm' : 'pv';
    else if (ARM_ONLY.has(name)) arm = true;
  }
  const stated = type || builder;
  return { guest: stated || (arm ? 'pvh' : 'pv'), stated: String(stated !== '') };
}

/** Values of single settings that notes of other settings ask for. */
export function fileFacets(settings: readonly Setting[]): Record<string, string> {
  const value = (name: string) => settings.findLast((setting) => setting.name === name)?.value.text.toLowerCase() ?? '';
  const on = (name: string) => String(/^[1-9]/.test(value(name)));
  return { hdtype: value('hdtype') || 'ide', stubdomain: on('device_model_stubdomain_override'), dmversion: value('device_model_version') };
}

const get = (parts: readonly Part[], key: string) => parts.findLast((part) => part.key === key)?.value;
const has = (parts: readonly Part[], key: string) => parts.some((part) => part.key === key);

/** What is known of a disk beyond its parts, defaults and deprecated prefixes included. */
export function diskFacets(parts: readonly Part[]): Record<string, string> {
  const target = get(parts, 'target') ?? '';
  const prefix = /^(?:[a-z][a-z0-9]*:)+/.exec(target)?.[0] ?? '';
  const [vdev = '', vtype = ''] = (get(parts, 'vdev') ?? '').split(':');
  const cdrom = has(parts, 'cdrom') || vtype === 'cdrom' || get(parts, 'devtype') === 'cdrom';
  const path = target.slice(prefix.length);
  const access = get(parts, 'access') ?? '';
  return {
    format: (get(parts, 'format') ?? /(?:^|:)(qcow2?|vhd|qed|raw):/.exec(prefix)?.[1] ?? 'raw').toLowerCase(),
    vdev,
    bus: /^(xvd|hd|sd)/.exec(vdev)?.[1] ?? 'other',
    access: access.replace(/^r$|^ro$/, 'ro').replace(/^w!?$|^rw$/, 'rw') || (cdrom ? 'ro' : 'rw'),
    devtype: cdrom ? 'cdrom' : 'disk',
    backend: get(parts, 'backend') || '0',
    specification: get(parts, 'specification') || 'xen',
    prefix,
    medium:
      path === ''
        ? 'empty'
        : has(parts, 'script') || /^(?:iscsi|nbd|enbd|drbd|rbd):/.test(prefix)
          ? 'script'
          : /^phy:/.test(prefix) || path.startsWith('/dev/') || !path.startsWith('/')
            ? 'device'
            : 'file',
  };
}

/** What is known of a network interface. */
export function vifFacets(parts: readonly Part[]): Record<string, string> {
  return {
    type: get(parts, 'type') ?? 'ioemu',
    model: get(parts, 'model') ?? 'rtl8139',
    bridge: get(parts, 'bridge') ?? 'xenbr0',
    script: get(parts, 'script') ?? 'vif-bridge',
    backend: get(parts, 'backend') ?? '0',
  };
}

/** `key=value` parts as facets, for lists whose items need no more. */
export function plainFacets(parts: readonly Part[]): Record<string, string> {
  return Object.fromEntries(parts.filter(({ key }) => /^[a-z][\w.-]*$/.test(key)).map(({ key, value, flag }) => [key, flag ? 'true' : value]));
}
