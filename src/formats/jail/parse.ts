import type { Element, ParsedFile, Workload } from '../../model/element.ts';
import { parsedFile } from '../parsed-file.ts';
import { addressFacets, interfaceFacets, mountFacets } from './facets.ts';
import { parameterOf } from './parameters.ts';
import { type Block, readBlocks, type Statement } from './statements.ts';
import type { Token } from './tokens.ts';

type Facets = Readonly<Record<string, string>>;

/** What a jail's other settings say about a setting, from the file's defaults on. */
const SIBLINGS: Readonly<Record<string, string>> = { vnet: 'vnet', enforce_statfs: 'statfs', devfs_ruleset: 'ruleset', 'allow.mount': 'mounting' };

/**
 * Parses FreeBSD's jail.conf(5). Settings for all jails (outside of a block, or in `* { … }`) are the workload `*`,
 * from which every jail starts. Never throws.
 */
export function parseJailConf(text: string): ParsedFile {
  const elements: Element[] = [];
  const workloads: Workload[] = [];
  const inherited: Facets[] = [];
  const groups = groupBlocks(readBlocks(text));
  for (const { name, blocks, scope } of groups) {
    const base = baseOf(name, scope, groups);
    const index = workloads.length;
    const siblings = siblingsOf(blocks, base === undefined ? {} : (inherited[base] ?? {}));
    inherited.push(siblings);
    workloads.push({ name, range: (blocks.find((block) => block.name) ?? blocks[0])?.range ?? { start: 0, end: 0 }, ...(base !== undefined && { base }) });
    for (const block of blocks) {
      const facets = { ...siblings, jail: name, scope: block.name ? scope : 'global' };
      const parent = block.name && blockElement(block.name, block, facets, index);
      if (parent) elements.push(parent);
      for (const statement of block.statements) {
        for (const element of statementElements(text, statement, facets, index, parent)) elements.push(element);
      }
    }
  }
  return parsedFile(elements, workloads);
}

interface Group {
  readonly name: string;
  readonly scope: 'default' | 'wildcard' | 'jail';
  readonly blocks: readonly Block[];
}

/** Defaults first, then `foo.*`, then jails: whatever a jail starts from has a lower index. */
function groupBlocks(blocks: readonly Block[]): Group[] {
  const named = blocks.filter((block) => block.name || block.statements.length);
  const scopeOf = ({ name }: Block): Group['scope'] => (!name || name.value === '*' ? 'default' : name.value.endsWith('.*') ? 'wildcard' : 'jail');
  const defaults = named.filter((block) => scopeOf(block) === 'default');
  const single = (scope: Group['scope']) =>
    named.filter((block) => scopeOf(block) === scope).map((block): Group => ({ name: block.name?.value ?? '*', scope, blocks: [block] }));
  return [...(defaults.length ? [{ name: '*', scope: 'default' as const, blocks: defaults }] : []), ...single('wildcard'), ...single('jail')];
}

/** How many `foo.*` a jail is compared with. */
const MAX_WILDCARDS = 32;

function baseOf(name: string, scope: Group['scope'], groups: readonly Group[]): number | undefined {
  if (scope === 'default') return undefined;
  const wildcards = scope === 'jail' ? groups.slice(0, MAX_WILDCARDS) : [];
  const wildcard = wildcards.findIndex((group) => group.scope === 'wildcard' && name.startsWith(group.name.slice(0, -1)));
  if (wildcard >= 0) return wildcard;
  return groups[0]?.scope === 'default' ? 0 : undefined;
}

function siblingsOf(blocks: readonly Block[], base: Facets): Facets {
  const facets: Record<string, string> = { ...base };
  for (const { name, values } of blocks.flatMap((block) => block.statements)) {
    const { path, valueOf } = parameterOf(name.value);
    const facet = Object.hasOwn(SIBLINGS, path) ? SIBLINGS[path] : undefined;
    if (facet) facets[facet] = valueOf(values.at(-1)?.value) ?? '';
  }
  return facets;
}

function blockElement(name: Token, { range }: Block, facets: Facets, workload: number): Element {
  const nested = facets.scope === 'jail' && /[^.]\.[^.]/.test(name.value) ? 'yes' : 'no';
  return {
    path: 'jail',
    name: name.value,
    value: name.value,
    range,
    nameRange: name.range,
    valueRange: name.range,
    hoverRange: name.range,
    facets: { ...facets, nested },
    workload,
  };
}

function statementElements(text: string, { name, assigned, values }: Statement, facets: Facets, workload: number, parent: Element | undefined): Element[] {
  const written = text.slice(name.range.start, name.range.end);
  const variable = written.startsWith('$');
  const parameter = variable ? undefined : parameterOf(name.value);
  const path = parameter
    ? name.value === '.include'
      ? 'include'
      : `jail/${parameter.path}`
    : `variable/${written.replace(/^\$\{?|\}$/g, '').replaceAll('/', ' ')}`;
  const items: readonly (Token | undefined)[] = values.length ? values : [undefined];
  return items.flatMap((item, index): Element[] => {
    const value = parameter ? (item || !assigned ? parameter.valueOf(item?.value) : undefined) : item?.value;
    if (value === undefined) return [];
    const range = { start: index ? (item ?? name).range.start : name.range.start, end: (item ?? name).range.end };
    const own = parameter && valueFacets(parameter.path, value);
    return [
      {
        path,
        name: name.value,
        value,
        range,
        nameRange: name.range,
        valueRange: item?.range ?? name.range,
        hoverRange: range,
        facets: own ? { ...facets, ...own } : facets,
        workload,
        ...(parent && { parent }),
      },
    ];
  });
}

function valueFacets(path: string, value: string): Facets | undefined {
  if (path === 'mount') return mountFacets(value);
  if (path === 'ip4.addr' || path === 'ip6.addr') return addressFacets(value);
  return path === 'vnet.interface' || path === 'interface' ? interfaceFacets(value) : undefined;
}
