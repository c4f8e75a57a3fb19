import type { Element, ParsedFile, Range, Workload } from '../../model/element.ts';
import { parsedFile } from '../parsed-file.ts';
import { zoneFacets } from './facets.ts';
import { complexOf, readStatements, type Statement } from './statements.ts';
import { itemsOf, plain } from './values.ts';
import { readZoneXml } from './xml.ts';

type Facets = Readonly<Record<string, string>>;

/** Properties whose value is a list of which each member means something of its own. */
const LISTS = new Set(['limitpriv', 'fs-allowed', 'options', 'link-protection', 'auths', 'lower', 'default', 'upper']);
/** Properties that notes on others of the same resource ask for. */
const TELLING = new Set(['name', 'type', 'dir', 'special', 'policy', 'match', 'storage', 'linkname', 'physical', 'global-nic']);
const NUMBERED = /^(disk|cdrom|ppt|virtfs)(\d+)$/;

/** Reads zonecfg commands, or a zone's XML, into the same paths; README.md beside it lists them. Never throws. */
export function parseZone(text: string): ParsedFile {
  const statements = /^\ufeff?\s*</.test(text) ? readZoneXml(text) : readStatements(text);
  const elements: Element[] = [];
  const workloads: Workload[] = [];
  for (const own of grouped(statements, 'zone').values()) {
    const facets = zoneFacets(text, own);
    const walk = new Walk(text, elements, workloads.length, facets);
    const before = elements.length;
    for (const block of grouped(own, 'block').values()) walk.block(block);
    if (elements.length === before) continue;
    const start = Math.min(own[0]?.range.start ?? 0, elements[before]?.range.start ?? 0);
    workloads.push({ name: facets.zone ?? 'zone', range: { start, end: Math.max(start, own.at(-1)?.range.end ?? start) } });
  }
  return parsedFile(elements, workloads, ({ path, facets }) => path === 'zone/brand' || (path === 'create' && facets.branded === 'no'));
}

function grouped(statements: readonly Statement[], key: 'zone' | 'block'): Map<number, Statement[]> {
  const groups = new Map<number, Statement[]>();
  for (const statement of statements) {
    const group = groups.get(statement[key]);
    if (group) group.push(statement);
    else groups.set(statement[key], [statement]);
  }
  return groups;
}

/** Makes the elements of one zone, resource by resource. */
class Walk {
  readonly #text: string;
  readonly #out: Element[];
  readonly #workload: number;
  readonly #zone: Facets;
  #parent: Element | undefined;

  constructor(text: string, out: Element[], workload: number, zone: Facets) {
    this.#text = text;
    this.#out = out;
    this.#workload = workload;
    this.#zone = zone;
  }

  block(block: readonly Statement[]): void {
    const facets = block[0]?.resource === '' ? this.#zone : this.#resourceFacets(block);
    this.#parent = undefined;
    for (const statement of block) {
      const first = this.#out.length;
      this.#statement(statement, facets);
      if (statement.resource !== '' && statement.property === '') this.#parent ??= this.#out[first];
    }
  }

  #resourceFacets(block: readonly Statement[]): Facets {
    const facets: Record<string, string> = { ...this.#zone };
    let mode = 'rw';
    for (const each of block) {
      if (TELLING.has(each.property)) facets[each.property] ??= this.#valueOf(each);
      else if (each.property === 'options' && itemsOf(this.#text, each.valueRange).some(({ value }) => value === 'ro')) mode = 'ro';
    }
    if (block[0]?.resource === 'fs') facets.mode = mode;
    return facets;
  }

  #statement(statement: Statement, facets: Facets): void {
    const { command, resource, property, range, valueRange } = statement;
    if (command !== 'set') {
      const value = this.#valueOf(statement);
      const own = command === 'create' ? { ...facets, ...createFacets(value) } : facets;
      this.#add(statement, property ? `${command}/${property}` : command, value, range, valueRange, own);
      return;
    }
    if (LISTS.has(property)) {
      this.#list(statement, facets);
      return;
    }
    const complex = complexOf(this.#text, statement);
    if (!complex) this.#add(statement, pathOf(resource, property, facets), this.#valueOf(statement), range, valueRange, facets);
    else if (property === 'value') {
      const own = { ...facets, priv: complex.priv ?? '', action: complex.action ?? '' };
      this.#add(statement, pathOf(resource, property, facets), complex.limit ?? '', range, valueRange, own);
    } else this.#add(statement, `zone/${resource}/${property}/${segment(complex.name ?? '')}`, complex.value ?? '', range, valueRange, facets);
  }

  /** Each member of a list by itself: the first is hovered with the command, the others alone. */
  #list(statement: Statement, facets: Facets): void {
    const { resource, property, range, valueRange } = statement;
    const items = itemsOf(this.#text, valueRange);
    const path = pathOf(resource, property, facets);
    const on = { ...facets, sign: 'on' };
    const off = { ...facets, sign: 'off' };
    for (const [index, { value, range: own }] of items.entries()) {
      const whole = { start: index === 0 ? range.start : own.start, end: items.length === 1 ? range.end : own.end };
      const privilege = property === 'limitpriv';
      this.#add(statement, path, privilege ? privilegeOf(value) : value, whole, own, (privilege ? /^[!-]/ : /^-/).test(value) ? off : on);
    }
  }

  #add({ nameRange, property, resource, command }: Statement, path: string, value: string, range: Range, valueRange: Range, facets: Facets): void {
    const parent = this.#parent;
    const element = { path, name: property || resource || command, value, range, nameRange, valueRange, hoverRange: range, facets, workload: this.#workload };
    this.#out.push(parent ? { ...element, parent } : element);
  }

  #valueOf({ value, valueRange }: Statement): string {
    return value ?? plain(this.#text, valueRange).value;
  }
}

/** `zone/ip-type`, `zone/net/physical`; what `attr` and `rctl` are about stands in the path: `zone/attr/disk/0`, `zone/rctl/zone.cpu-cap`. */
function pathOf(resource: string, property: string, facets: Facets): string {
  if (resource === '') return `zone/${property}`;
  if (property === '') return `zone/${resource}`;
  if (property === 'value' && (resource === 'attr' || resource === 'rctl') && facets.name)
    return `zone/${resource}/${segment(facets.name).replace(NUMBERED, '$1/$2')}`;
  return `zone/${resource}/${property}`;
}

function segment(name: string): string {
  return name.replaceAll('/', ' ') || 'name';
}

/** `!proc_info`, `-PRIV_SYS_TIME`: privileges(7) writes them in capitals, zonecfg takes both. */
function privilegeOf(written: string): string {
  return written
    .replace(/^[!-]/, '')
    .toLowerCase()
    .replace(/^priv_/, '');
}

function createFacets(value: string): Facets {
  const [, template = ''] = /(?:^|\s)-t[ \t]+"?([^\s";]+)/.exec(value) ?? [];
  return { template, blank: /(?:^|\s)-[A-Za-z]*b/.test(value) ? 'yes' : 'no' };
}
