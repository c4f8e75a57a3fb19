import type { ParsedFile } from '../../model/element.ts';
import { ElementBuilder } from '../builder.ts';
import { Lines } from '../lines.ts';
import { parsedFile } from '../parsed-file.ts';
import { readSetting, type Setting } from './line.ts';
import { type KeyPath, pathOf } from './path.ts';

type Facets = Readonly<Record<string, string>>;

/** Settings of a device that notes on its other settings ask for. */
const SIBLINGS = ['present', 'virtualdev', 'devicetype', 'filetype', 'connectiontype', 'addresstype', 'enabled', 'writeaccess', 'vgpu', 'networkname'];
/** Settings of the machine that notes on others ask for, by the facet's name. */
const MACHINE = { firmware: 'firmware', hgfsoff: 'isolation/tools/hgfs/disable' } as const;

/**
 * Reads a .vmx file, in time linear in its size. Never throws; a line that is not `key = value` is left out.
 * Facets: `lower` (the value without regard to case), `on` (`true`/`false` where it is a Boolean), `active` (`false` when the device
 * or its controller is not present), the device's own `virtualdev`, `devicetype`, `filetype`, …, the machine's `firmware`, `hgfsoff`.
 */
export function parseVmx(text: string): ParsedFile {
  const lines = new Lines(text);
  const settings: { readonly setting: Setting; readonly at: KeyPath }[] = [];
  const values = new Map<string, string>();
  while (!lines.done) {
    const setting = readSetting(text, lines.next());
    if (!setting) continue;
    const at = pathOf(setting.key);
    settings.push({ setting, at });
    values.set(at.path, setting.value.trim());
  }
  const machine: Record<string, string> = {};
  for (const [name, path] of Object.entries(MACHINE)) {
    const value = values.get(path);
    if (value !== undefined) machine[name] = booleanOf(value.toLowerCase()) ?? value.toLowerCase();
  }
  const devices = new Map<string, Facets>();
  const builder = new ElementBuilder(0);
  for (const { setting, at } of settings) {
    const { key: name, value, range, nameRange, valueRange } = setting;
    const device = at.devices[0];
    let siblings = device === undefined ? machine : devices.get(device);
    if (!siblings) {
      siblings = { ...machine, ...siblingsOf(at.devices, values) };
      if (device !== undefined) devices.set(device, siblings);
    }
    const lower = value.trim().toLowerCase();
    const on = booleanOf(lower);
    builder.add({ path: at.path, name, value, range, nameRange, valueRange, facets: { ...siblings, lower, ...(on && { on }) } });
  }
  const name = values.get('displayname') || values.get('guestos') || 'VM';
  return parsedFile(builder.elements, [{ name, range: { start: 0, end: text.length } }]);
}

function siblingsOf(devices: readonly string[], values: ReadonlyMap<string, string>): Facets {
  const facets: Record<string, string> = {};
  for (const name of SIBLINGS) {
    const value = values.get(`${devices[0]}/${name}`)?.toLowerCase();
    if (value !== undefined) facets[name] = booleanOf(value) ?? value;
  }
  facets.active = String(devices.every((device) => booleanOf(values.get(`${device}/present`)?.toLowerCase() ?? '') !== 'false'));
  return facets;
}

function booleanOf(lower: string): 'true' | 'false' | undefined {
  if (/^(?:true|yes|on|1)$/.test(lower)) return 'true';
  if (/^(?:false|no|off|0)$/.test(lower)) return 'false';
  return undefined;
}
