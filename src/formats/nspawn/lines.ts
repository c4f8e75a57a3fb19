import type { Range } from '../../model/element.ts';
import { Lines } from '../lines.ts';

/** A section's header or a setting; ranges are UTF-16 offsets. */
export type UnitLine =
  | { readonly kind: 'section'; readonly name: string; readonly range: Range; readonly nameRange: Range }
  | {
      readonly kind: 'setting';
      readonly name: string;
      /** As systemd reads it: continued lines are joined by a blank. */
      readonly value: string;
      /** The text of `valueRange` with blanks where continuations and comments are: its offsets are those of the file. */
      readonly raw: string;
      readonly nameRange: Range;
      readonly valueRange: Range;
    };

/** Longer lines are read up to here. */
const MAX_LINE = 16_384;
/** More continued lines than these are not joined. */
const MAX_CONTINUED = 512;

const SECTION = /^([ \t]*\[)([^[\]]{1,64})\][ \t]*$/;
const KEY = /^([ \t]*)([A-Za-z][A-Za-z0-9-]{0,63})[ \t]*=[ \t]*/;
const COMMENT = /^[ \t]*[#;]/;

/**
 * Reads sections and settings as systemd.syntax(7) says: `#` and `;` begin a comment only at the start of a line, a backslash at
 * its end continues it, comments between continued lines are left out. Lines that are none of these are skipped.
 */
export function* readUnitLines(text: string): Generator<UnitLine> {
  const lines = new Lines(text);
  while (!lines.done) {
    const line = lines.next();
    const content = text.slice(line.start, Math.min(line.end, line.start + MAX_LINE));
    if (COMMENT.test(content)) continue;
    const section = SECTION.exec(content);
    if (section) {
      const [, before = '', name = ''] = section;
      const start = line.start + before.length - 1;
      const nameRange = { start: line.start + before.length, end: line.start + before.length + name.length };
      yield { kind: 'section', name, range: { start, end: nameRange.end + 1 }, nameRange };
      continue;
    }
    const key = KEY.exec(content);
    if (!key) {
      if (continues(content)) skip(text, lines);
      continue;
    }
    const [whole, indent = '', name = ''] = key;
    const nameStart = line.start + indent.length;
    const written = readValue(text, lines, content.slice(whole.length), line.start + whole.length);
    yield { kind: 'setting', name, ...written, nameRange: { start: nameStart, end: nameStart + name.length } };
  }
}

/** A single backslash at the end, not an escaped one. */
function continues(content: string): boolean {
  return (/\\+$/.exec(content)?.[0].length ?? 0) % 2 === 1;
}

/** Goes over the lines that belong to one that is no setting. */
function skip(text: string, lines: Lines): void {
  for (let count = 0; count < MAX_CONTINUED && !lines.done; count += 1) {
    const line = lines.next();
    const content = text.slice(line.start, line.end);
    if (!COMMENT.test(content) && !continues(content)) return;
  }
}

function readValue(text: string, lines: Lines, first: string, start: number): { value: string; raw: string; valueRange: Range } {
  const pieces: string[] = [];
  let raw = '';
  let content = first;
  let open = continues(content);
  raw += open ? `${content.slice(0, -1)} ` : content;
  pieces.push(raw.trim());
  for (let count = 0; open && count < MAX_CONTINUED && !lines.done; count += 1) {
    const line = lines.next();
    // Blanks for the line break, so that offsets stay those of the file.
    raw = raw.padEnd(line.start - start);
    content = text.slice(line.start, Math.min(line.end, line.start + MAX_LINE));
    if (COMMENT.test(content)) continue;
    open = continues(content);
    const piece = open ? `${content.slice(0, -1)} ` : content;
    raw += piece;
    pieces.push(piece.trim());
  }
  raw = raw.trimEnd();
  return { value: pieces.filter(Boolean).join(' '), raw, valueRange: { start, end: start + raw.length } };
}
