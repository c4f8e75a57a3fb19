import type { Range } from '../../model/element.ts';

/** One `PARAMETER="value"` of the file. */
export interface Assignment {
  readonly key: string;
  readonly value: string;
  readonly range: Range;
  readonly nameRange: Range;
  /** Without the quotation marks. */
  readonly valueRange: Range;
}

const NAME = /^[A-Za-z_]\w{0,127}$/;

/**
 * Reads one line as a shell reads an assignment: no blanks around `=`, quotes optional. Undefined for comments, blank lines
 * and all else; vzctl ignores those, too. A value may still lack its closing quote.
 */
export function readAssignment(text: string, line: Range): Assignment | undefined {
  const content = text.slice(line.start, line.end);
  const indent = content.length - content.trimStart().length;
  const equals = content.indexOf('=', indent);
  if (equals < 0 || content[indent] === '#') return undefined;
  const key = content.slice(indent, equals);
  if (!NAME.test(key)) return undefined;
  const quote = content[equals + 1];
  const quoted = quote === '"' || quote === "'";
  const open = equals + (quoted ? 2 : 1);
  const close = quoted ? content.indexOf(quote, open) : open + (/^\S*/.exec(content.slice(open))?.[0].length ?? 0);
  const to = close < 0 ? Math.max(open, content.trimEnd().length) : close;
  const start = line.start + indent;
  return {
    key,
    value: content.slice(open, to),
    range: { start, end: line.start + (quoted && close >= 0 ? to + 1 : to) },
    nameRange: { start, end: line.start + equals },
    valueRange: { start: line.start + open, end: line.start + to },
  };
}
