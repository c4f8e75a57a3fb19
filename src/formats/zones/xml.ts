import { readXml, type XmlAttribute, type XmlNode } from '../xml/tree.ts';
import type { Statement } from './statements.ts';

/** Elements of the DTD under another name than zonecfg's resource. */
const RESOURCES: Readonly<Record<string, string>> = {
  network: 'net',
  filesystem: 'fs',
  'inherited-pkg-dir': 'inherit-pkg-dir',
  pset: 'dedicated-cpu',
  mcap: 'capped-memory',
};
const PROPERTIES: Readonly<Record<string, string>> = {
  'inherit-pkg-dir/directory': 'dir',
  'fs/directory': 'dir',
  'dedicated-cpu/ncpu_min': 'ncpus',
  'dedicated-cpu/ncpu_max': 'ncpus',
  'capped-memory/physcap': 'physical',
  'rctl/limit': 'value',
  'fs/fsoption': 'options',
};

/** The attributes of a zone's XML (`/etc/zones/*.xml`) as the statements zonecfg would have for them. */
export function readZoneXml(text: string): Statement[] {
  const out: Statement[] = [];
  const zone = readXml(text).find(({ name }) => name === 'zone');
  if (!zone) return out;
  for (const attribute of zone.attributes) out.push(statement('', attribute.name, attribute, 0));
  zone.children.forEach((node, index) => {
    const resource = RESOURCES[node.name] ?? node.name;
    addNode(out, node, resource, index + 1);
  });
  return out;
}

function addNode(out: Statement[], node: XmlNode, resource: string, block: number): void {
  const { nameRange } = node;
  out.push({ resource, property: '', value: '', range: nameRange, nameRange, valueRange: nameRange, block });
  for (const attribute of node.attributes) out.push(statement(resource, PROPERTIES[`${resource}/${attribute.name}`] ?? attribute.name, attribute, block));
  // `<fsoption name="ro"/>` and `<rctl-value limit="10"/>` belong to the resource around them.
  for (const child of node.children) {
    for (const attribute of child.attributes) {
      const property = PROPERTIES[`${resource}/${child.name === 'fsoption' ? 'fsoption' : attribute.name}`] ?? attribute.name;
      out.push(statement(resource, property, attribute, block));
    }
  }
}

function statement(resource: string, property: string, { value, range, valueRange, name }: XmlAttribute, block: number): Statement {
  return { resource, property, value, range, nameRange: { start: range.start, end: range.start + name.length }, valueRange, block };
}
