import { type Node, parseTree } from 'jsonc-parser';
import type { Range } from '../../model/element.ts';
import type { Word } from '../shell/shell.ts';
import { type Piece, placesOf } from './pieces.ts';

const MAX_DEPTH = 8;
const MAX_LENGTH = 65_536;

/**
 * Reads `{"driver":"virtio-net-pci","netdev":"n0"}`, as libvirt writes options, to pieces; nested keys are joined by dots.
 * A list of plain values is one piece, a list of `{"str":…}` one for each, as `hostfwd=` is repeated on a command line.
 */
export function jsonPieces(word: Word): Piece[] {
  const root = word.text.length > MAX_LENGTH || nesting(word.text) > MAX_DEPTH ? undefined : parseTree(word.text);
  const pieces: Piece[] = [];
  if (root?.type === 'object') walk(root, '', { pieces, word, place: placesOf(word) });
  return pieces;
}

/** A chardev's JSON is that of QMP (`{"id":…,"backend":{"type":…,"data":{…}}}`): its keys as the command line names them. */
export function chardevPieces(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece) => {
    const local = /^backend\.data\.local\.data\.(host|port)$/.exec(piece.key)?.[1];
    const inner = local ? `local${local === 'host' ? 'addr' : 'port'}` : piece.key.replace(/^backend\.(?:data\.(?:(?:addr|remote)\.data\.)?)?/, '');
    const key = piece.key === 'backend.type' ? 'backend' : (CHARDEV_KEYS[inner] ?? inner);
    return { ...piece, key };
  });
}

/** Where QMP's name of a chardev's setting is not the command line's. */
const CHARDEV_KEYS: Readonly<Record<string, string>> = { str: 'fd', out: 'path', in: 'input-path', device: 'path', type: 'name', fqdn: 'name' };

interface Target {
  readonly pieces: Piece[];
  readonly word: Word;
  readonly place: ((index: number) => number) | undefined;
}

function walk(node: Node, prefix: string, target: Target): void {
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (!key || !value) continue;
    const name = prefix + String(key.value);
    if (value.type === 'object') walk(value, `${name}.`, target);
    else for (const { range, node, text } of valuesOf(property, value, target.word.text)) add(name, text, [range, key, node], target);
  }
}

/** What a key is set to: once, or once for each string of a list. */
function valuesOf(property: Node, value: Node, source: string): { range: Node; node: Node; text: string }[] {
  if (value.type !== 'array') return [{ range: property, node: value, text: textOf(value) }];
  const items = value.children ?? [];
  const strings = items.map(stringOf);
  if (items.length && strings.every((node) => node !== undefined)) return strings.map((node) => ({ range: node, node, text: textOf(node) }));
  const plain = items.every(({ type }) => type !== 'object' && type !== 'array');
  const text = plain ? items.map(textOf).join(',') : source.slice(value.offset, value.offset + value.length);
  return [{ range: property, node: value, text }];
}

/** The string of `{"str":"tcp::2222-:22"}`, QMP's item of a list of strings. */
function stringOf(item: Node): Node | undefined {
  const [key, value] = item.children?.length === 1 ? (item.children[0]?.children ?? []) : [];
  return item.type === 'object' && key?.value === 'str' && value?.type === 'string' ? value : undefined;
}

function textOf({ value }: Node): string {
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
}

function add(key: string, value: string, [whole, name, content]: readonly [Node, Node, Node], { pieces, word, place }: Target): void {
  const span = (node: Node): Range => {
    if (!place) return word.range;
    return { start: place(node.offset), end: Math.min(place(node.offset + node.length - 1) + 1, word.range.end) };
  };
  const range = span(whole);
  const hidden = { start: word.range.end, end: word.range.end };
  const hoverRange = place ? range : pieces.length ? hidden : word.range;
  pieces.push({ key, value, range, nameRange: span(name), valueRange: span(content), hoverRange });
}

/** How deep brackets are nested, strings not looked at: an upper bound. */
function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth);
    else if (character === '}' || character === ']') depth -= 1;
  }
  return deepest;
}
