import type { Element, ParsedFile } from '../../model/element.ts';
import { ElementBuilder } from '../builder.ts';
import { parsedFile } from '../parsed-file.ts';
import { readStanzas, type Stanza } from './stanza.ts';

type Facets = Readonly<Record<string, string>>;

/** Stanzas of which a specification may have several; the others have no number in their path. */
const NUMBERED = new Set(['network', 'route', 'mount', 'device', 'kernext']);
/** Attributes of a stanza that notes on its other attributes ask for. */
const SIBLINGS: Readonly<Record<string, readonly string[]>> = {
  mount: ['vfs', 'directory', 'dev', 'host', 'mountopts'],
  device: ['devname', 'devtype', 'export', 'rootvg'],
  kernext: ['local'],
  network: ['interface'],
  resources: ['active'],
};

/**
 * Reads a WPAR specification file (mkwpar -f, -o), in time linear in its size. Never throws. Paths: `general/hostname`,
 * `mount/1/vfs`; attribute names in lower case. Facets: `lower` (the value in lower case), the stanza's own attributes that
 * SIBLINGS lists, in lower case where they are words, `mode` (`ro`, `rw`) of a mount, `system` (`no` for an application WPAR).
 */
export function parseWpar(text: string): ParsedFile {
  const stanzas = readStanzas(text);
  const general = valuesOf(stanzas.filter(({ kind }) => kind === 'general'));
  const file = { system: general.has('application') ? 'no' : 'yes', privateusr: (general.get('privateusr') ?? '').toLowerCase() };
  const builder = new ElementBuilder(0);
  for (const stanza of stanzas) addStanza(builder, stanza, file);
  return parsedFile(builder.elements, [{ name: general.get('name') || 'WPAR', range: { start: 0, end: text.length } }]);
}

function valuesOf(stanzas: readonly Stanza[]): Map<string, string> {
  return new Map(stanzas.flatMap(({ attributes }) => attributes.map(({ key, value }): [string, string] => [key, value.trim()])));
}

function addStanza(builder: ElementBuilder, stanza: Stanza, file: Facets): void {
  const { kind, index, header, attributes } = stanza;
  const path = NUMBERED.has(kind) ? `${kind}/${index}` : kind;
  const facets = { ...file, ...siblings(stanza) };
  const end = attributes.at(-1)?.range.end ?? header.end;
  const range = { start: header.start, end: Math.max(header.end, end) };
  const parent: Element = builder.add({ path, name: kind, value: '', range, nameRange: header, valueRange: header, hoverRange: header, facets });
  for (const { key, name, value, range: whole, nameRange, valueRange } of attributes)
    builder.add({ path: `${path}/${key}`, name, value, range: whole, nameRange, valueRange, facets: { ...facets, lower: value.trim().toLowerCase() } }, parent);
}

function siblings(stanza: Stanza): Record<string, string> {
  const facets: Record<string, string> = {};
  const values = valuesOf([stanza]);
  for (const key of SIBLINGS[stanza.kind] ?? []) {
    const value = values.get(key) ?? '';
    facets[key] = /^(?:vfs|devtype|export|rootvg|local|active)$/.test(key) ? value.toLowerCase() : value;
  }
  if (stanza.kind === 'mount') facets.mode = (facets.mountopts ?? '').split(',').some((option) => option.trim().toLowerCase() === 'ro') ? 'ro' : 'rw';
  return facets;
}
