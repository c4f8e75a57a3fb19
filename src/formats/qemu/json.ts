import { type Node, parseTree } from 'jsonc-parser';
import type { Word } from '../shell/shell.ts';
import { type Piece, placesOf } from './pieces.ts';

const MAX_DEPTH = 8;
const MAX_LENGTH = 65_536;

/** Reads `{"driver":"virtio-net-pci","netdev":"n0"}`, as libvirt writes options, to pieces; nested keys are joined by dots. */
export function jsonPieces(word: Word): Piece[] {
  const place = placesOf(word);
  const root = word.text.length > MAX_LENGTH || nesting(word.text) > MAX_DEPTH ? undefined : parseTree(word.text);
  const pieces: Piece[] = [];
  if (root?.type === 'object') walk(root, '', pieces, word, place);
  return pieces;
}

function walk(node: Node, prefix: string, pieces: Piece[], word: Word, place: ((index: number) => number) | undefined): void {
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (!key || !value) continue;
    const name = prefix + String(key.value);
    if (value.type === 'object') walk(value, `${name}.`, pieces, word, place);
    else if (value.type !== 'array') {
      const span = (node: Node) =>
        place ? { start: place(node.offset), end: Math.min(place(node.offset + node.length - 1) + 1, word.range.end) } : word.range;
      const range = span(property);
      const hidden = { start: word.range.end, end: word.range.end };
      const text = typeof value.value === 'boolean' ? (value.value ? 'on' : 'off') : String(value.value);
      const hoverRange = place ? range : pieces.length ? hidden : word.range;
      pieces.push({ key: name, value: text, range, nameRange: span(key), valueRange: span(value), hoverRange });
    }
  }
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
