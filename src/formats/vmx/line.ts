import type { Range } from '../../model/element.ts';

/** One `key = "value"` of the file. */
export interface Setting {
  readonly key: string;
  /** With its escapes (`|22` is a quotation mark) resolved. */
  readonly value: string;
  readonly range: Range;
  readonly nameRange: Range;
  /** Without the quotation marks. */
  readonly valueRange: Range;
}

const KEY = /^\.?[A-Za-z][\w.:/-]*$/;
/** VMware's own keys are far shorter; what is longer is no key. */
const MAX_KEY = 256;

/** Reads one line; undefined for a blank one, a comment, or one that has no `=` yet. A value may lack its closing quotation mark. */
export function readSetting(text: string, line: Range): Setting | undefined {
  const content = text.slice(line.start, line.end);
  const indent = content.length - content.trimStart().length;
  if (content[indent] === '#') return undefined;
  const equals = content.indexOf('=', indent);
  if (equals < 0) return undefined;
  const key = content.slice(indent, equals).trimEnd();
  if (key.length > MAX_KEY || !KEY.test(key)) return undefined;
  const rest = content.slice(equals + 1);
  const from = equals + 1 + (rest.length - rest.trimStart().length);
  const start = line.start + indent;
  const nameRange = { start, end: start + key.length };
  if (from >= content.length) {
    const end = line.start + equals + 1;
    return { key, value: '', range: { start, end }, nameRange, valueRange: { start: end, end } };
  }
  const quoted = content[from] === '"';
  const open = quoted ? from + 1 : from;
  const close = quoted ? content.indexOf('"', open) : endOfBare(content, open);
  const to = close < 0 ? content.trimEnd().length : close;
  const valueRange = { start: line.start + open, end: line.start + to };
  const end = quoted && close >= 0 ? valueRange.end + 1 : valueRange.end;
  return { key, value: unescape(content.slice(open, to)), range: { start, end }, nameRange, valueRange };
}

function endOfBare(content: string, from: number): number {
  for (let at = content.indexOf('#', from); at >= 0; at = content.indexOf('#', at + 1)) {
    if (at === from || content[at - 1] === ' ' || content[at - 1] === '\t') return Math.max(from, content.slice(0, at).trimEnd().length);
  }
  return content.trimEnd().length;
}

function unescape(value: string): string {
  return value.includes('|') ? value.replace(/\|([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : value;
}
