import type { KeyPath } from './path.ts';

type Facets = Readonly<Record<string, string>>;

/** Settings of a device that notes on its other settings ask for. */
const SIBLINGS = ['present', 'virtualdev', 'devicetype', 'filetype', 'connectiontype', 'addresstype', 'enabled', 'writeaccess', 'vgpu', 'networkname'];
/** Settings of the machine that notes on others ask for, by the facet's name. */
const MACHINE = { firmware: 'firmware', hgfsoff: 'isolation/tools/hgfs/disable' } as const;

/** One setting: where it belongs and what it is set to. */
export interface Placed {
  readonly at: KeyPath;
  readonly value: string;
}

/**
 * What notes on one setting need to know of it and of the others of its machine.
 * Facets: `lower` (the value without regard to case), `on` (`true`/`false` where it is a Boolean), `active` (`false` when the device
 * or its controller is not present), the device's own `virtualdev`, `devicetype`, `filetype`, …, the machine's `firmware`, `hgfsoff`.
 * @param settings all settings of the machine; of two for the same key the later counts
 */
export function facetsIn(settings: Iterable<Placed>): (setting: Placed) => Facets {
  const values = new Map<string, string>();
  for (const { at, value } of settings) values.set(at.path, value.trim());
  const machine: Record<string, string> = {};
  for (const [name, path] of Object.entries(MACHINE)) {
    const value = values.get(path);
    if (value !== undefined) machine[name] = plain(value);
  }
  const devices = new Map<string, Facets>();
  return ({ at, value }) => {
    const device = at.devices[0];
    let siblings = device === undefined ? machine : devices.get(device);
    if (!siblings) {
      siblings = { ...machine, ...siblingsOf(at.devices, values) };
      if (device !== undefined) devices.set(device, siblings);
    }
    const lower = value.trim().toLowerCase();
    const on = booleanOf(lower);
    return { ...siblings, lower, ...(on && { on }) };
  };
}

function siblingsOf(devices: readonly string[], values: ReadonlyMap<string, string>): Facets {
  const facets: Record<string, string> = {};
  for (const name of SIBLINGS) {
    const value = values.get(`${devices[0]}/${name}`);
    if (value !== undefined) facets[name] = plain(value);
  }
  facets.active = String(devices.every((device) => booleanOf(values.get(`${device}/present`)?.toLowerCase() ?? '') !== 'false'));
  return facets;
}

function plain(value: string): string {
  const lower = value.toLowerCase();
  return booleanOf(lower) ?? lower;
}

function booleanOf(lower: string): 'true' | 'false' | undefined {
  if (/^(?:true|yes|on|1)$/.test(lower)) return 'true';
  if (/^(?:false|no|off|0)$/.test(lower)) return 'false';
  return undefined;
}
