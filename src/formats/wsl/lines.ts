import type { Range } from '../../model/element.ts';
import { Lines } from '../lines.ts';

/** A section's header or a setting; ranges are UTF-16 offsets. */
export type IniLine =
  | { readonly kind: 'section'; readonly name: string; readonly range: Range; readonly nameRange: Range }
  | { readonly kind: 'setting'; readonly name: string; readonly value: string; readonly nameRange: Range; readonly valueRange: Range };

/** Longer values are read up to here: nothing WSL reads is that long. */
const MAX_VALUE = 16_384;

const SECTION = /^[ \t]*\[[ \t]*([A-Za-z][A-Za-z0-9_-]*)[ \t]*(\]?)/;
const KEY = /^([ \t]*)([A-Za-z][A-Za-z0-9_-]*)([ \t]*)=([ \t]*)/;
/**
 * Reads sections and settings the way WSL does (microsoft/WSL src/shared/configfile): `#` begins a comment, quotes may hold one,
 * `\` escapes and at the end of a line continues it. Lines that are neither, `;` comments among them, are skipped; so are
 * settings without a value. `\\` and `\"` lose their backslash; other escapes stay as written, for they are paths gone wrong.
 */
export function* readLines(text: string): Generator<IniLine> {
  const lines = new Lines(text);
  while (!lines.done) {
    const line = lines.next();
    const content = text.slice(line.start, Math.min(line.end, line.start + MAX_VALUE));
    const section = SECTION.exec(content);
    if (section) {
      const name = section[1] ?? '';
      const start = line.start + content.indexOf('[');
      const nameStart = start + content.slice(start - line.start).indexOf(name);
      yield {
        kind: 'section',
        name,
        range: { start, end: line.start + section[0].trimEnd().length },
        nameRange: { start: nameStart, end: nameStart + name.length },
      };
      continue;
    }
    const key = KEY.exec(content);
    if (!key) continue;
    const name = key[2] ?? '';
    const start = line.start + (key[1]?.length ?? 0);
    const { value, end } = readValue(text, lines, line.start + key[0].length, line.end);
    if (value) yield { kind: 'setting', name, value, nameRange: { start, end: start + name.length }, valueRange: { start: line.start + key[0].length, end } };
  }
}

/** Reads a value from `start`, over continued lines; `end` lies behind its last character, blanks and comments apart. */
function readValue(text: string, lines: Lines, start: number, stop: number): { value: string; end: number } {
  let value = '';
  let end = start;
  let kept = 0;
  let quoted = false;
  let limit = stop;
  for (let at = start; value.length < MAX_VALUE; at += 1) {
    if (at >= limit) break;
    const character = text.charAt(at);
    if (character === '#' && !quoted) break;
    if (character === '"') {
      quoted = !quoted;
      end = at + 1;
      kept = value.length;
      continue;
    }
    if (character === '\\' && at + 1 >= limit) {
      if (lines.done) break;
      const next = lines.next();
      at = next.start - 1;
      limit = next.end;
      continue;
    }
    if (character === '\\') {
      at += 1;
      const escaped = text.charAt(at);
      value += escaped === '\\' || escaped === '"' ? escaped : `\\${escaped}`;
      end = at + 1;
      kept = value.length;
      continue;
    }
    value += character;
    if (quoted || (character !== ' ' && character !== '\t')) {
      end = at + 1;
      kept = value.length;
    }
  }
  return { value: value.slice(0, kept), end };
}
