import type { Range } from '../../model/element.ts';
import type { ElementBuilder } from '../builder.ts';
import { Lines } from '../lines.ts';
import { acceleratorOf, machineOf } from './accelerator.ts';
import { emit } from './emit.ts';
import type { Piece } from './pieces.ts';

const MAX_LINE = 4_096;
const HEADER = /^[ \t]*\[[ \t]*([A-Za-z][\w-]*)(?:[ \t]+"([^"\]]*)"?)?[ \t]*(\]?)/;
const SETTING = /^([ \t]*)([A-Za-z0-9][\w.:[\]-]*)([ \t]*=[ \t]*)(.*)$/s;

interface Section {
  readonly group: string;
  readonly id: string | undefined;
  readonly header: Range;
  readonly pieces: Piece[];
}

/** Adds the elements of a `-readconfig` file: `[group "id"]` and `key = "value"`. Lines that are neither are left out. */
export function addConfig(builder: ElementBuilder, text: string): void {
  const sections = sectionsOf(text);
  const accelerator = acceleratorOf(sections) ?? 'unknown';
  const facets = { mode: 'system', accelerator, spelling: 'readconfig', ...machineOf(sections) };
  for (const { group, id, header, pieces } of sections) {
    const own = id === undefined ? facets : { ...facets, id };
    if (group === 'global') addGlobal(builder, header, pieces, own);
    else emit(builder, { group, header, pieces, facets: own });
  }
}

/** `[global]` names a driver, a property and a value: a property as of `[device]`, hovered where its value stands. */
function addGlobal(builder: ElementBuilder, header: Range, pieces: readonly Piece[], facets: Readonly<Record<string, string>>): void {
  const of = (name: string) => pieces.find(({ key }) => key === name);
  const driver = of('driver');
  const value = of('value');
  const property = of('property')?.value;
  builder.add({ path: 'global', name: 'global', value: '', range: header });
  if (!driver || !value || !property) return;
  const hidden = { start: value.hoverRange.start, end: value.hoverRange.start };
  emit(builder, {
    group: 'device',
    pieces: [
      { ...driver, hoverRange: hidden, range: value.range },
      { ...value, key: property },
    ],
    facets,
  });
}

function sectionsOf(text: string): Section[] {
  const lines = new Lines(text);
  const sections: Section[] = [];
  while (!lines.done) {
    const line = lines.next();
    const content = text.slice(line.start, Math.min(line.end, line.start + MAX_LINE));
    const header = content.includes('[') ? HEADER.exec(content) : null;
    if (header) {
      const start = line.start + content.indexOf('[');
      sections.push({ group: header[1] ?? '', id: header[2], header: { start, end: line.start + header[0].trimEnd().length }, pieces: [] });
      continue;
    }
    const piece = pieceAt(content, line.start);
    if (piece) sections.at(-1)?.pieces.push(piece);
  }
  return sections;
}

function pieceAt(content: string, offset: number): Piece | undefined {
  const match = SETTING.exec(content);
  if (!match) return undefined;
  const [, indent = '', key = '', equals = '', rest = ''] = match;
  const start = offset + indent.length;
  const nameRange = { start, end: start + key.length };
  const from = nameRange.end + equals.length;
  const quoted = rest.startsWith('"');
  const close = quoted ? rest.indexOf('"', 1) : -1;
  const value = quoted ? rest.slice(1, close < 0 ? undefined : close).trimEnd() : rest.trimEnd();
  const valueStart = from + (quoted ? 1 : 0);
  const valueRange = { start: valueStart, end: valueStart + value.length };
  const range = { start, end: Math.max(close < 0 ? valueRange.end : from + close + 1, nameRange.end) };
  return { key, value, range, nameRange, valueRange, hoverRange: range };
}
