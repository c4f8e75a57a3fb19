import type { Element, ParsedFile } from '../../model/element.ts';
import { ElementBuilder } from '../builder.ts';
import { parsedFile } from '../parsed-file.ts';
import { readStatements, type Statement } from './statements.ts';
import { readZoneXml } from './xml.ts';

/** Properties that notes on others of the same resource, or of the zone, ask for. */
const TELLING = ['name', 'type', 'physical', 'linkname', 'lower-link', 'dir', 'special', 'match', 'options'];

/**
 * Reads zonecfg commands, or a zone's XML, into the same paths: `zone/brand`, `zone/net/physical`, `zone/rctl/value`.
 * Never throws. Facets: `brand` and `ip_type` of the zone, and `name`, `type`, `dir`, … of the resource.
 */
export function parseZone(text: string): ParsedFile {
  const statements = /^\ufeff?\s*</.test(text) ? readZoneXml(text) : readStatements(text);
  const zone = fieldsOf(statements.filter(({ resource }) => resource === ''));
  const shared = { brand: zone.brand ?? '', ip_type: zone['ip-type'] ?? '' };
  const blocks = new Map<number, Statement[]>();
  for (const statement of statements) {
    const block = blocks.get(statement.block);
    if (block) block.push(statement);
    else blocks.set(statement.block, [statement]);
  }
  const out = new ElementBuilder(0);
  for (const block of blocks.values()) {
    const [first] = block;
    const fields = first?.resource ? fieldsOf(block) : {};
    let parent: Element | undefined;
    for (const { resource, property, value, range, nameRange, valueRange } of block) {
      const path = ['zone', ...(resource ? [resource] : []), ...(property ? [property] : [])].join('/');
      const element = out.add({ path, name: property || resource, value, range, nameRange, valueRange, facets: { ...shared, ...fields } }, parent);
      parent ??= element;
    }
  }
  const { elements } = out;
  const end = Math.max(0, ...elements.map(({ range }) => range.end));
  const name = zone.name || zone.zonepath?.split('/').at(-1) || 'zone';
  return parsedFile(elements, elements.length ? [{ name, range: { start: elements[0]?.range.start ?? 0, end } }] : [], ({ path }) => path === 'zone/brand');
}

function fieldsOf(statements: readonly Statement[]): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const { resource, property, value } of statements) if (property && (resource === '' || TELLING.includes(property))) fields[property] ??= value;
  return fields;
}
