import type { ParsedFile } from '../../model/element.ts';
import { ElementBuilder } from '../builder.ts';
import { Lines } from '../lines.ts';
import { parsedFile } from '../parsed-file.ts';
import { amountFacets } from './amounts.ts';
import { itemsOf } from './items.ts';
import { type Assignment, readAssignment } from './line.ts';

/** Parameters of the host's vz.conf that no container file has. */
const GLOBAL = ['VIRTUOZZO', 'VE0CPUUNITS', 'LOCKDIR', 'LOGFILE', 'VZFASTBOOT', 'IPTABLES_MODULES', 'DEF_OSTEMPLATE', 'CONFIGFILE'];

/**
 * Reads a container's configuration of OpenVZ or Virtuozzo, or the host's vz.conf, in time linear in its size. Never throws.
 * A path is the parameter's name; an item of a list has a second segment. Facets: of the file `scope` (`global` in vz.conf,
 * else `container`), `layout` (`simfs`, `ploop`), `vswap` (`yes` where PHYSPAGES has a limit); of a resource those of amounts.ts,
 * of a list's item those of items.ts; `lower` is the value in lower case.
 */
export function parseOpenvz(text: string): ParsedFile {
  const lines = new Lines(text);
  const assignments: Assignment[] = [];
  const values = new Map<string, string>();
  while (!lines.done) {
    const assignment = readAssignment(text, lines.next());
    if (!assignment) continue;
    assignments.push(assignment);
    values.set(assignment.key, assignment.value.trim());
  }
  const scope = GLOBAL.some((key) => values.has(key)) ? 'global' : 'container';
  const file = { scope, ...siblings(values) };
  const builder = new ElementBuilder(0);
  for (const assignment of assignments) add(builder, assignment, file);
  const name = values.get('NAME') || values.get('HOSTNAME') || (scope === 'global' ? 'vz.conf' : 'container');
  return parsedFile(builder.elements, [{ name, range: { start: 0, end: text.length } }]);
}

function siblings(values: ReadonlyMap<string, string>): Record<string, string> {
  const layout = /^(?:simfs|ploop)/.exec((values.get('VE_LAYOUT') ?? values.get('VEFSTYPE') ?? '').toLowerCase())?.[0];
  const physical = amountFacets('PHYSPAGES', values.get('PHYSPAGES') ?? '').limited;
  const image = layout ?? (values.has('DISK') ? 'ploop' : undefined);
  return { ...(image && { layout: image }), ...(physical && { vswap: physical }) };
}

function add(builder: ElementBuilder, { key, value, range, nameRange, valueRange }: Assignment, file: Readonly<Record<string, string>>): void {
  const items = itemsOf(key, value);
  if (!items?.length) {
    const facets = { ...file, lower: value.trim().toLowerCase(), ...amountFacets(key, value) };
    builder.add({ path: key, name: key, value, range, nameRange, valueRange, facets });
    return;
  }
  items.forEach((item, index) => {
    const at = { start: valueRange.start + item.start, end: valueRange.start + item.end };
    const whole = { start: index ? at.start : range.start, end: items.length === 1 ? range.end : at.end };
    builder.add({
      path: `${key}/${item.segment}`,
      name: key,
      value: item.value,
      range: whole,
      nameRange,
      valueRange: at,
      facets: { ...file, ...item.facets, item: item.segment },
    });
  });
}
