import type { Element, ParsedFile } from '../../model/element.ts';
import { ElementBuilder } from '../builder.ts';
import { parsedFile } from '../parsed-file.ts';
import { facetsOf } from './facets.ts';
import { itemsOf } from './items.ts';
import { boolOf, homeOf } from './keys.ts';
import { readUnitLines, type UnitLine } from './lines.ts';

type Setting = UnitLine & { readonly kind: 'setting' };
type Facets = Readonly<Record<string, string>>;

const SECTIONS = new Set(['Exec', 'Files', 'Network']);

/** Settings that give the container a network namespace of its own, whatever `Private=` says (settings_private_network()). */
const PRIVATE = new Set(['Bridge', 'Zone', 'Interface', 'MACVLAN', 'IPVLAN', 'VirtualEthernetExtra']);

/** Reads a `.nspawn` file in time linear in its size. Never throws. Paths and facets: README.md. */
export function parseNspawn(text: string): ParsedFile {
  const lines = [...readUnitLines(text)];
  const file = fileFacets(lines);
  const builder = new ElementBuilder(0);
  let section = '';
  let header: Element | undefined;
  for (const line of lines) {
    if (line.kind === 'setting') addSetting(builder, line, section, header, { ...file, section });
    else {
      section = line.name;
      const path = SECTIONS.has(section) ? section : 'no-section';
      const { range, nameRange } = line;
      header = builder.add({ path, name: line.name, value: line.name, range, nameRange, valueRange: nameRange, facets: { ...file, section } });
    }
  }
  return parsedFile(builder.elements, lines.length ? [{ name: file.hostname ?? 'container', range: { start: 0, end: text.length } }] : []);
}

/** What the file as a whole says; of a setting written twice the last one counts. */
function fileFacets(lines: readonly UnitLine[]): Facets & { hostname?: string } {
  const values = new Map<string, string>();
  let section = '';
  for (const line of lines) {
    if (line.kind === 'section') section = line.name;
    else if (homeOf(line.name) === section) values.set(line.name, line.value);
  }
  const isYes = (key: string) => boolOf(values.get(key) ?? '') === 'yes';
  const veth = isYes('VirtualEthernet') || Boolean(values.get('Bridge') || values.get('Zone'));
  const own = veth || isYes('Private') || [...PRIVATE].some((key) => values.get(key));
  const asked = own || values.has('Private') || values.has('VirtualEthernet');
  const users = values.get('PrivateUsers');
  const hostname = values.get('Hostname');
  return {
    stack: own ? 'own' : asked ? 'host' : 'default',
    veth: veth ? 'yes' : 'no',
    links: veth || [...PRIVATE].some((key) => values.get(key)) ? 'some' : 'none',
    users: users === undefined ? 'default' : (facetsOf('PrivateUsers', users).mode ?? 'unknown'),
    start: isYes('Boot') ? 'boot' : isYes('ProcessTwo') ? 'pid2' : values.has('Boot') || values.has('ProcessTwo') ? 'pid1' : 'default',
    ...(hostname && { hostname }),
  };
}

function addSetting(builder: ElementBuilder, line: Setting, section: string, header: Element | undefined, file: Facets): void {
  const { name, value, raw, nameRange, valueRange } = line;
  const range = { start: nameRange.start, end: Math.max(nameRange.end, valueRange.end) };
  const home = homeOf(name);
  if (home !== section) {
    const path = home ? `misplaced/${name}` : `${SECTIONS.has(section) ? section : 'no-section'}/${name}`;
    builder.add({ path, name, value, range, nameRange, valueRange, facets: { ...file, key: name, ...(home && { home, name }) } }, header);
    return;
  }
  const items = itemsOf(name, raw);
  const facets = { ...file, ...facetsOf(name, value), key: name };
  const hoverRange = items?.length ? nameRange : range;
  const setting = builder.add({ path: `${section}/${name}`, name, value, range, nameRange, valueRange, hoverRange, facets }, header);
  for (const item of items ?? []) {
    const at = { start: valueRange.start + item.start, end: valueRange.start + item.end };
    builder.add({ path: `${setting.path}/${item.segment}`, name, value: item.value, range: at, nameRange, valueRange: at, facets: item.facets }, setting);
  }
}
