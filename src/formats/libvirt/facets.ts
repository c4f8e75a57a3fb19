import { NONE } from '../xml/elements.ts';
import type { XmlNode } from '../xml/tree.ts';

/** Whose direct children describe one thing each: a device by its driver, target and model together. */
const GROUPS = new Set(['domain', 'devices', 'video']);

/**
 * What notes may ask of an element beyond its value: its attributes; for a device its children's attributes as `child_attribute`
 * and each child's presence as `has_child`; for the whole domain its type, the kind of system, the architecture and what matters everywhere.
 */
export function facetsOf(node: XmlNode, parent: string | undefined, domain: XmlNode): Readonly<Record<string, string>> {
  if (node === domain) return domainFacets(domain);
  const grouped = parent !== undefined && GROUPS.has(parent) && node.children.length > 0;
  if (node.attributes.length === 0 && !grouped) return NONE;
  const facets: Record<string, string> = {};
  for (const { name, value } of node.attributes) facets[name] ??= value;
  if (!grouped) return facets;
  for (const child of node.children) {
    facets[`has_${child.name}`] = 'yes';
    for (const { name, value } of child.attributes) facets[`${child.name}_${name}`] ??= value;
  }
  return facets;
}

function domainFacets(domain: XmlNode): Readonly<Record<string, string>> {
  const os = child(domain, 'os');
  const system = child(os, 'type');
  const devices = child(domain, 'devices')?.children ?? [];
  const scsi = devices.find((device) => device.name === 'controller' && attribute(device, 'type') === 'scsi');
  const features = child(domain, 'features');
  const machine = attribute(system, 'machine');
  const entries: [string, string | undefined][] = [
    ['domain', attribute(domain, 'type')?.trim().toLowerCase()],
    ['ostype', machine === 'xenpvh' ? 'xenpvh' : system?.text],
    ['arch', attribute(system, 'arch')],
    ['scsi', scsi && (attribute(scsi, 'model') ?? 'default')],
    ['nic', devices.some(isNic) || domain.children.some(({ name }) => name.endsWith('namespace')) ? 'yes' : 'no'],
    ['privnet', child(features, 'privnet') ? 'yes' : 'no'],
  ];
  return Object.fromEntries(entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}

/** Whether it gives a container a network of its own. */
function isNic(device: XmlNode): boolean {
  return device.name === 'interface' || (device.name === 'hostdev' && attribute(device, 'type') === 'net');
}

function child(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.children.find((each) => each.name === name);
}

function attribute(node: XmlNode | undefined, name: string): string | undefined {
  return node?.attributes.find((each) => each.name === name)?.value;
}
