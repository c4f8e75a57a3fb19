import type { Range } from '../../model/element.ts';
import { Lines } from '../lines.ts';

/** `key = "value"` in a stanza. */
export interface Attribute {
  /** In lower case. */
  readonly key: string;
  readonly name: string;
  readonly value: string;
  readonly range: Range;
  readonly nameRange: Range;
  /** Without the quotation marks. */
  readonly valueRange: Range;
}

/** `mount:` and the attributes below it; there may be several of one kind. */
export interface Stanza {
  readonly kind: string;
  /** Its number among those of its kind. */
  readonly index: number;
  readonly header: Range;
  readonly attributes: readonly Attribute[];
}

const HEADER = /^[ \t]{0,8}([A-Za-z]\w{0,31})[ \t]*:[ \t]*$/;
const NAME = /^[A-Za-z]\w{0,63}$/;

/** The stanzas of an AIX attribute file. Lines that begin with `*` or `#` are comments; attributes before the first stanza are left out. */
export function readStanzas(text: string): Stanza[] {
  const lines = new Lines(text);
  const counts = new Map<string, number>();
  const stanzas: Stanza[] = [];
  let attributes: Attribute[] | undefined;
  while (!lines.done) {
    const line = lines.next();
    const content = text.slice(line.start, line.end);
    const first = content.trimStart()[0];
    if (first === undefined || first === '*' || first === '#') continue;
    const header = content.length < 64 ? HEADER.exec(content) : null;
    if (header) {
      const kind = (header[1] ?? '').toLowerCase();
      const index = counts.get(kind) ?? 0;
      counts.set(kind, index + 1);
      const start = line.start + content.length - content.trimStart().length;
      attributes = [];
      stanzas.push({ kind, index, header: { start, end: start + kind.length }, attributes });
      continue;
    }
    const attribute = attributes && readAttribute(content, line.start);
    if (attribute) attributes?.push(attribute);
  }
  return stanzas;
}

function readAttribute(content: string, offset: number): Attribute | undefined {
  const indent = content.length - content.trimStart().length;
  const equals = content.indexOf('=', indent);
  const name = equals < 0 ? '' : content.slice(indent, equals).trimEnd();
  if (!NAME.test(name)) return undefined;
  const rest = content.slice(equals + 1);
  const from = equals + 1 + (rest.length - rest.trimStart().length);
  const end = content.trimEnd().length;
  const start = offset + indent;
  const nameRange = { start, end: start + name.length };
  if (from >= end)
    return {
      key: name.toLowerCase(),
      name,
      value: '',
      range: { start, end: offset + equals + 1 },
      nameRange,
      valueRange: { start: offset + equals + 1, end: offset + equals + 1 },
    };
  const quoted = content[from] === '"';
  const open = quoted ? from + 1 : from;
  const close = quoted ? content.indexOf('"', open) : end;
  const to = close < 0 ? end : close;
  const last = quoted && close >= 0 ? to + 1 : to;
  return {
    key: name.toLowerCase(),
    name,
    value: content.slice(open, to),
    range: { start, end: offset + last },
    nameRange,
    valueRange: { start: offset + open, end: offset + to },
  };
}
