import { NONE } from '../xml/elements.ts';
import type { XmlNode } from '../xml/tree.ts';

/** What VirtualBox does not write because it is the default. */
const DEFAULTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Adapter: { enabled: 'false' },
  AudioAdapter: { enabled: 'false' },
  Forwarding: { hostip: '' },
  GuestProperty: { flags: '' },
  SharedFolder: { writable: 'true' },
};

/** What notes may ask of an element beyond its value: its attributes, defaults included; of a storage controller also whether a `disk` is attached. */
export function facetsOf(node: XmlNode): Readonly<Record<string, string>> {
  const defaults = Object.hasOwn(DEFAULTS, node.name) ? DEFAULTS[node.name] : undefined;
  if (node.attributes.length === 0 && !defaults) return NONE;
  const facets: Record<string, string> = { ...defaults };
  const seen = new Set<string>();
  for (const { name, value } of node.attributes) {
    if (!seen.has(name)) facets[name] = value;
    seen.add(name);
  }
  if (node.name === 'StorageController') facets.disk = node.children.some(isDisk) ? 'yes' : 'no';
  return facets;
}

function isDisk(node: XmlNode): boolean {
  return node.name === 'AttachedDevice' && node.attributes.some(({ name, value }) => name === 'type' && value === 'HardDisk');
}
