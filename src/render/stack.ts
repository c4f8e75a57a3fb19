import type { Core } from '../model/knowledge.ts';
import type { BoundaryId, LayerId } from '../model/vocabulary.ts';
import { boundaryOf } from './cell.ts';
import { escapeHtml } from './escape.ts';

/** A column of a stack diagram: a technology's cells or an isolation map's rows. */
export interface Column {
  readonly name: string;
  readonly boundaries: Readonly<Record<LayerId, BoundaryId>>;
}

const ROW = 24;
const GAP = 4;
const HEAD = 38;
const LABELS = 132;
const WIDTH = 190;
const INSET = 14;
/** What fits the width of a column in bold letters. */
const HEAD_CHARACTERS = 24;

/**
 * The stack diagram: a column for each technology, a block for each layer. What is the host's runs the full width of
 * its column; what the guest has for itself is set in, inside the guest's frame. Drawn from the same cells as the table.
 */
export function stackSvg(columns: readonly Column[], core: Core): string {
  const height = HEAD + core.layers.length * (ROW + GAP) + GAP;
  const width = LABELS + columns.length * (WIDTH + GAP * 3);
  const y = (index: number) => HEAD + GAP + index * (ROW + GAP);
  const labels = core.layers.map((layer, index) => text(LABELS - 10, y(index) + ROW / 2, layer.name, 'label', 'end'));
  const drawn = columns.map((column, index) => drawColumn(column, LABELS + index * (WIDTH + GAP * 3), y, core));
  const title = columns.map((column) => column.name).join(' / ');
  const description = columns
    .map((column) => `${column.name}: ${core.layers.map((layer) => `${layer.name} ${boundaryOf(core, column.boundaries[layer.id]).name}`).join(', ')}`)
    .join('. ');
  return (
    `<svg class="stack" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeHtml(`${core.words.stack ?? ''}: ${title}`)}">` +
    `<desc>${escapeHtml(description)}</desc><g aria-hidden="true">${labels.join('')}${drawn.join('')}</g></svg>`
  );
}

function drawColumn(column: Column, x: number, y: (index: number) => number, core: Core): string {
  const rows = core.layers.map((layer, index) => ({ index, boundary: boundaryOf(core, column.boundaries[layer.id]) }));
  const inner = rows.filter(({ boundary }) => isPrivate(boundary.class));
  const first = inner[0];
  const last = inner.at(-1);
  const frame =
    first && last
      ? `<rect class="guest" x="${x + INSET / 2}" y="${y(first.index) - GAP / 2}" width="${WIDTH - INSET}" height="${y(last.index) - y(first.index) + ROW + GAP}" rx="6"/>`
      : '';
  const blocks = rows.map(({ index, boundary }) => {
    const inset = isPrivate(boundary.class) ? INSET : 0;
    return (
      `<g class="b-${boundary.id}" data-layer="${core.layers[index]?.id}"><rect class="block" x="${x + inset}" y="${y(index)}" width="${WIDTH - inset * 2}" height="${ROW}" rx="3"/>` +
      `${text(x + INSET + 8, y(index) + ROW / 2, boundary.glyph, 'glyph')}${text(x + INSET + 26, y(index) + ROW / 2, boundary.name, 'name')}</g>`
    );
  });
  const lines = linesOf(column.name);
  const head = lines.map((line, index) => text(x + WIDTH / 2, HEAD / 2 + (index - (lines.length - 1) / 2) * 15, line, 'head', 'middle'));
  return `${head.join('')}${frame}${blocks.join('')}`;
}

/** A name that may not fit its column's width, broken at the space nearest to its middle. */
function linesOf(name: string): readonly string[] {
  if (name.length <= HEAD_CHARACTERS) return [name];
  const spaces = [...name.matchAll(/ /g)].map((match) => match.index);
  const middle = name.length / 2;
  const at = spaces.sort((one, other) => Math.abs(one - middle) - Math.abs(other - middle))[0];
  return at === undefined ? [name] : [name.slice(0, at), name.slice(at + 1)];
}

/** Whether the guest has this for itself; half-shared layers count, their upper half is private. */
function isPrivate(answer: string): boolean {
  return answer !== 'shared' && answer !== 'absent';
}

function text(x: number, y: number, content: string, kind: string, anchor = 'start'): string {
  return `<text class="${kind}" x="${x}" y="${y}" text-anchor="${anchor}" dominant-baseline="central">${escapeHtml(content)}</text>`;
}
