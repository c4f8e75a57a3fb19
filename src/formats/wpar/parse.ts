import type { Element, ParsedFile } from '../../model/element.ts';
import { ElementBuilder } from '../builder.ts';
import { Lines } from '../lines.ts';
import { parsedFile } from '../parsed-file.ts';

const STANZA = /^([A-Za-z][\w-]*):[ \t]*$/;
const SETTING = /^([ \t]+)([A-Za-z]\w*)([ \t]*=[ \t]*)(.*?)[ \t]*$/;
const MAX_LINE = 4_096;

/**
 * Reads a WPAR specification file: stanzas (`mount:`) with settings set in below them; `*` and `#` begin comments.
 * Never throws. Facets: the other settings of the same stanza (a mount's `vfs` and `dev`, a device's `rootvg`).
 */
export function parseWpar(text: string): ParsedFile {
  const out = new ElementBuilder(0);
  const lines = new Lines(text);
  const fields: Record<string, string>[] = [];
  const stanzaOf = new Map<Element, number>();
  let parent: Element | undefined;
  let name = '';
  while (!lines.done) {
    const { start, end } = lines.next();
    const line = end - start > MAX_LINE ? '' : text.slice(start, end);
    const stanza = STANZA.exec(line)?.[1];
    if (stanza) {
      const range = { start, end: start + stanza.length };
      parent = out.add({ path: stanza, name: stanza, value: '', range });
      fields.push({});
      continue;
    }
    const setting = SETTING.exec(line);
    if (!setting || !parent) continue;
    const [, indent = '', key = '', sign = '', written = ''] = setting;
    const value = written.replace(/^"(.*)"$/, '$1');
    const from = start + indent.length;
    const valueStart = from + key.length + sign.length;
    const valueRange = { start: valueStart, end: valueStart + written.length };
    const element = out.add(
      {
        path: `${parent.path}/${key}`,
        name: key,
        value,
        range: { start: from, end: valueRange.end },
        nameRange: { start: from, end: from + key.length },
        valueRange,
      },
      parent,
    );
    stanzaOf.set(element, fields.length - 1);
    const own = fields.at(-1);
    if (own) own[key] ??= value;
    if (element.path === 'general/name') name ||= value;
  }
  const elements = out.elements.map((element) => ({ ...element, facets: fields[stanzaOf.get(element) ?? -1] ?? {} }));
  return parsedFile(elements, elements.length ? [{ name: name || 'WPAR', range: { start: 0, end: text.length } }] : []);
}
