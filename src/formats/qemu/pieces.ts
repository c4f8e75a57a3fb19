import type { Range } from '../../model/element.ts';
import type { Word } from '../shell/shell.ts';

/** One `key=value` of a list; the first may lack its key. */
export interface Piece {
  readonly key: string;
  readonly value: string;
  readonly range: Range;
  readonly nameRange: Range;
  readonly valueRange: Range;
  /** Where it may be hovered; empty for what a quoted word hides. */
  readonly hoverRange: Range;
}

/** No option of QEMU has more; what is behind them is left out. */
const MAX_PIECES = 512;
/** Longer words are not looked into. */
const MAX_WORD = 65_536;
/** A key, up to its `=`; placeholders such as `<%= x %>` have none. */
const KEY = /^[\w.+/[\]-]*(?==)/;
/** Bare words that begin with `no` and yet are no negations. */
const NO_NEGATION = new Set(['nodelay', 'node-name', 'nodeid', 'node', 'non-adaptive', 'none', 'noaudio']);

/** Where the characters of a word's text stand in the file; undefined when quotes have moved them and nobody knows how. */
export function placesOf({ text, range, source }: Word): ((index: number) => number) | undefined {
  if (range.end - range.start === text.length) return (index) => range.start + index;
  if (source === undefined || source.length > MAX_WORD || source.length !== range.end - range.start) return undefined;
  const places: number[] = [];
  let read = '';
  let quote = '';
  for (let at = 0; at < source.length; at++) {
    const character = source.charAt(at);
    if (quote ? character === quote : character === '"' || character === "'") {
      quote = quote ? '' : character;
      continue;
    }
    if (character === '\\' && quote !== "'" && at + 1 < source.length) {
      const next = source.charAt(at + 1);
      if (next === '\n' || (next === '\r' && source.charAt(at + 2) === '\n')) {
        at += next === '\n' ? 1 : 2;
        continue;
      }
      if (!quote || /["\\$`]/.test(next)) at += 1;
    }
    places.push(range.start + at);
    read += source.charAt(at);
  }
  places.push(range.end);
  return read === text ? (index) => places[index] ?? range.end : undefined;
}

/**
 * Cuts `virtio-net-pci,netdev=n0` at its commas (`,,` is a comma of the value). A bare word is on, `noword` is off.
 * @param implied the key of a first element without one
 * @param first where the hover of such a first element begins: at its option
 */
export function piecesOf(word: Word, implied?: string, first: number = word.range.start): Piece[] {
  const { text } = word;
  if (text.length > MAX_WORD) return [];
  const place = placesOf(word);
  const pieces: Piece[] = [];
  for (let from = 0; from <= text.length && pieces.length < MAX_PIECES; ) {
    const to = endOf(text, from);
    if (to > from) pieces.push(pieceOf(text, from, to, from === 0 ? implied : undefined, place, word.range, first, pieces.length === 0));
    from = to + 1;
  }
  return pieces;
}

function endOf(text: string, from: number): number {
  let comma = text.indexOf(',', from);
  while (comma >= 0 && text[comma + 1] === ',') comma = text.indexOf(',', comma + 2);
  return comma < 0 ? text.length : comma;
}

function pieceOf(
  text: string,
  from: number,
  to: number,
  implied: string | undefined,
  place: ((index: number) => number) | undefined,
  whole: Range,
  first: number,
  leading: boolean,
): Piece {
  const part = text.slice(from, to);
  const equals = KEY.exec(part)?.[0].length ?? -1;
  const bare = equals < 0;
  const named = !bare || implied === undefined;
  const negated = bare && named && /^no[a-z]/.test(part) && !NO_NEGATION.has(part);
  const key = bare ? (implied ?? (negated ? part.slice(2) : part)) : part.slice(0, equals);
  const value = bare ? (implied === undefined ? (negated ? 'off' : 'on') : part) : part.slice(equals + 1);
  const unescaped = value.replaceAll(',,', ',');
  if (!place) {
    const hoverRange = leading ? { start: named ? whole.start : first, end: whole.end } : { start: whole.end, end: whole.end };
    return { key, value: unescaped, range: whole, nameRange: whole, valueRange: whole, hoverRange };
  }
  const span = (start: number, end: number): Range => ({ start: place(start), end: end > start ? place(end - 1) + 1 : place(start) });
  const range = span(from, to);
  const nameRange = span(from, bare ? to : from + equals);
  const valueRange = bare ? range : equals + 1 < part.length ? span(from + equals + 1, to) : { start: range.end, end: range.end };
  return { key, value: unescaped, range, nameRange, valueRange, hoverRange: named ? range : { start: first, end: range.end } };
}
