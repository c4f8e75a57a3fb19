import type { Range } from '../../model/element.ts';
import { Lines } from '../lines.ts';

/** One property set, or one resource begun (then `property` is empty). Offsets are UTF-16, 0-based. */
export interface Statement {
  /** `net`, `fs`, …; empty for the zone's own properties. */
  readonly resource: string;
  readonly property: string;
  readonly value: string;
  readonly range: Range;
  readonly nameRange: Range;
  readonly valueRange: Range;
  /** Statements of one resource have one number. */
  readonly block: number;
}

const MAX_LINE = 8_192;
const COMMAND = /^([ \t]*)(add|select|set|end|cancel|create|remove|clear|delete)\b[ \t]*/;
const PROPERTY = /^([\w-]+(?::[\w-]+)*)[ \t]*=?[ \t]*/;
/** Properties of a resource that are added, not set: `add options ro`, `add value (…)`. */
const ADDED = /^(?:options|value|property|attr|mac|vlan|allowed-address|scope)$/;

/** Reads the commands of zonecfg(8), also several on a line. Lines that are none are skipped. */
export function readStatements(text: string): Statement[] {
  const out: Statement[] = [];
  const lines = new Lines(text);
  let resource = '';
  let block = 0;
  let blocks = 0;
  while (!lines.done) {
    const { start, end } = lines.next();
    if (end - start > MAX_LINE) continue;
    for (const { at, code } of partsOf(text.slice(start, end))) {
      const match = COMMAND.exec(code);
      if (!match) continue;
      const [whole, indent = '', command = ''] = match;
      const from = start + at + indent.length;
      const rest = code.slice(whole.length).trimEnd();
      const restStart = start + at + whole.length;
      const push = (property: string, value: string, valueStart: number) => {
        const range = { start: from, end: restStart + rest.length };
        const valueRange = { start: Math.min(valueStart, range.end), end: range.end };
        out.push({ resource, property, value, range, nameRange: { start: from, end: valueRange.start }, valueRange, block: resource ? block : 0 });
      };
      if (command === 'end' || command === 'cancel') {
        resource = '';
        block = 0;
      } else if (command === 'add' || command === 'select') {
        const [, name = ''] = /^([\w-]+)/.exec(rest) ?? [];
        if (resource && ADDED.test(name)) push(name, unquote(rest.slice(name.length).trim()), restStart + name.length);
        else if (name && (!resource || command === 'select')) {
          resource = name;
          block = ++blocks;
          push('', '', restStart);
        }
      } else if (command === 'set') {
        const [key = '', name = ''] = PROPERTY.exec(rest) ?? [];
        if (name) push(name, unquote(rest.slice(key.length)), restStart + key.length);
      }
    }
  }
  return out;
}

/** The commands of a line: `;` parts them outside of quotes, `#` begins a comment. */
function partsOf(line: string): { at: number; code: string }[] {
  const parts: { at: number; code: string }[] = [];
  let at = 0;
  let quote = '';
  for (let i = 0; i <= line.length; i++) {
    const character = line[i] ?? ';';
    if (quote && i < line.length) {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === ';' || character === '#') {
      parts.push({ at, code: line.slice(at, i) });
      at = i + 1;
      if (character === '#') break;
    }
  }
  return parts;
}

function unquote(value: string): string {
  return /^".*"$/.test(value) ? value.slice(1, -1) : value;
}
