import type { Range } from '../../model/element.ts';
import type { Value } from './scan.ts';

/** One part of a specification string: `key=value`, a flag, or (disks) a positional parameter. */
export interface Part {
  readonly key: string;
  readonly value: string;
  /** A single word: a flag, or a positional parameter not yet placed. */
  readonly flag: boolean;
  /** Without surrounding blanks. */
  readonly range: Range;
  readonly valueRange: Range;
}

/** How many parts of one string are looked at. */
const MAX_PARTS = 64;
const KEY_VALUE = /^([A-Za-z][\w.-]*)\s*=\s*/;

/** Splits `a=1, b=2,flag`. A flag has its name as key and an empty value. */
export function splitSpec(text: string, value: Value): Part[] {
  return cut(text, value.inner).map((range) => partOf(text, range));
}

function cut(text: string, inner: Range): Range[] {
  const pieces: Range[] = [];
  let at = inner.start;
  while (at <= inner.end && pieces.length < MAX_PARTS) {
    const comma = text.indexOf(',', at);
    const stop = comma < 0 || comma > inner.end ? inner.end : comma;
    pieces.push(trim(text, { start: at, end: stop }));
    at = stop + 1;
  }
  return pieces;
}

function trim(text: string, { start, end }: Range): Range {
  const written = text.slice(start, end);
  const from = start + written.length - written.trimStart().length;
  return { start: from, end: Math.max(from, start + written.trimEnd().length) };
}

function partOf(text: string, range: Range): Part {
  const written = text.slice(range.start, range.end);
  const match = KEY_VALUE.exec(written);
  if (!match) return { key: written.toLowerCase(), value: '', flag: true, range, valueRange: range };
  const start = range.start + match[0].length;
  return { key: (match[1] ?? '').toLowerCase(), value: text.slice(start, range.end), flag: false, range, valueRange: { start, end: range.end } };
}

const FLAGS = new Set(['cdrom', 'direct-io-safe', 'discard', 'no-discard', 'trusted', 'untrusted', 'colo']);
const POSITIONS = ['target', 'format', 'vdev', 'access'];

/**
 * The parts of a disk, xl-disk-configuration(5): what is neither a flag nor `key=value` takes the next free position
 * of target, format, vdev, access; `target=` takes the rest. Deprecated `format:target,vdev[:devtype],access` too.
 */
export function splitDisk(text: string, value: Value): Part[] {
  const rest = /(?:^|,)\s*target\s*=/i.exec(text.slice(value.inner.start, value.inner.end));
  const before = rest ? { start: value.inner.start, end: value.inner.start + rest.index } : value.inner;
  const pieces = (rest?.index === 0 ? [] : cut(text, before)).map((range) => partOf(text, range));
  const parts: Part[] = [];
  const deprecated = pieces.length <= 3 && isVdev(pieces[1]?.range, text);
  const free = deprecated ? ['target', 'vdev', 'access'] : [...POSITIONS];
  const taken = new Set(pieces.filter((piece) => !piece.flag).map(({ key }) => key));
  for (const piece of pieces) {
    if (!piece.flag || FLAGS.has(piece.key)) {
      parts.push(piece);
      continue;
    }
    while (free[0] && taken.has(free[0])) free.shift();
    const key = free.shift();
    const written = text.slice(piece.range.start, piece.range.end);
    if (key && written) parts.push({ ...piece, key, value: written, flag: false, valueRange: piece.range });
  }
  if (rest) {
    const start = before.end + (rest[0].startsWith(',') ? 1 : 0);
    const range = trim(text, { start, end: value.inner.end });
    parts.push({ ...partOf(text, range), key: 'target' });
  }
  return parts;
}

function isVdev(range: Range | undefined, text: string): boolean {
  return range !== undefined && /^(?:xvd|hd|sd|d\d)\w*(?::\w+)?$/.test(text.slice(range.start, range.end));
}
