import { readXml, type XmlAttribute, type XmlNode } from '../xml/tree.ts';
import type { Statement } from './statements.ts';

/** Elements of the DTD under another name than zonecfg's resource. */
const RESOURCES = new Map(
  Object.entries({
    network: 'net',
    'automatic-network': 'anet',
    filesystem: 'fs',
    'inherited-pkg-dir': 'inherit-pkg-dir',
    pset: 'dedicated-cpu',
    tmp_pool: 'dedicated-cpu',
    mcap: 'capped-memory',
  }),
);

/** Attributes under another name than zonecfg's property, by their resource or the element they stand in. */
const PROPERTIES = new Map(
  Object.entries({
    'zone/name': 'zonename',
    'inherit-pkg-dir/directory': 'dir',
    'fs/directory': 'dir',
    'dedicated-cpu/ncpu_min': 'ncpus',
    'dedicated-cpu/ncpu_max': 'ncpus',
    'capped-memory/physcap': 'physical',
    'rctl-value/limit': 'value',
    'fsoption/name': 'options',
  }),
);

/** The attributes of a zone's XML (`/etc/zones/*.xml`) as the statements zonecfg would have for them. */
export function readZoneXml(text: string): Statement[] {
  const out: Statement[] = [];
  readXml(text)
    .filter(({ name }) => name === 'zone')
    .forEach((root, zone) => {
      for (const attribute of root.attributes) if (attribute.name !== 'version') out.push(statement('', 'zone', attribute, 0, zone));
      for (const [index, node] of root.children.entries()) addNode(out, node, RESOURCES.get(node.name) ?? node.name, index + 1, zone);
    });
  return out;
}

function addNode(out: Statement[], node: XmlNode, resource: string, block: number, zone: number): void {
  const { nameRange } = node;
  const end = { start: nameRange.end, end: nameRange.end };
  out.push({ command: 'set', resource, property: '', range: nameRange, nameRange, valueRange: end, block, zone });
  for (const attribute of node.attributes) out.push(statement(resource, resource, attribute, block, zone));
  // `<fsoption name="ro"/>`, `<rctl-value limit="10"/>` and `<net-attr name="…" value="…"/>` belong to the resource around them.
  for (const child of node.children) {
    const named = child.name === 'net-attr' ? child.attributes.find(({ name }) => name === 'name')?.value : undefined;
    for (const attribute of child.attributes) {
      const made = statement(resource, child.name, attribute, block, zone);
      if (named === undefined || named === '') out.push(made);
      else if (attribute.name === 'value') out.push({ ...made, resource: `${resource}/property`, property: named.replaceAll('/', ' ') });
    }
  }
}

function statement(resource: string, element: string, { name, value, range, valueRange }: XmlAttribute, block: number, zone: number): Statement {
  const property = PROPERTIES.get(`${element}/${name}`) ?? name;
  return { command: 'set', resource, property, value, range, nameRange: { start: range.start, end: range.start + name.length }, valueRange, block, zone };
}
