import type { Core } from '../model/knowledge.ts';
import { boundaryOf } from './cell.ts';
import { type Compared, rowOf } from './column.ts';
import { escapeHtml } from './escape.ts';

const INSTANCES = 3;
const BOX = 70;
const GAP = 6;
const ROW = 30;
const WIDTH = INSTANCES * (BOX + GAP) - GAP;
const COLUMN = WIDTH + 36;

/**
 * Whose kernel answers: three instances of each column over one kernel they share, or each over one of its own.
 * The layer `kernel` decides, and whether a technology's guests share the one they run on; a translated interface stands between the two.
 */
export function kernelsSvg(columns: readonly Compared[], core: Core): string {
  const width = columns.length * COLUMN;
  const height = ROW * 4 + GAP * 3;
  const word = (key: string) => core.words[key] ?? key;
  const answers = columns.map((column) => boundaryOf(core, rowOf(column, 'kernel').cell.boundary));
  const drawn = columns.map((column, index) => {
    const x = index * COLUMN + 12;
    const answer = answers[index];
    const apart = answer !== undefined && answer.class !== 'shared' && answer.class !== 'isolated' && answer.id !== 'translated';
    const places = Array.from({ length: INSTANCES }, (_, each) => x + each * (BOX + GAP));
    const instances = places.map((at, each) => box(at, ROW, BOX, `${word('instance')} ${each + 1}`, 'instance'));
    const below = ROW * 2 + GAP;
    const own = column.technology.oneKernel
      ? [box(x, below, WIDTH, word('kernelForAll'), `kernel b-${answer?.id}`)]
      : places.map((at) => box(at, below, BOX, word('kernelOne'), `kernel b-${answer?.id}`));
    const kernels = apart
      ? [...own, box(x, below + ROW + GAP, WIDTH, word('kernelBelow'), 'host')]
      : [
          ...(answer?.id === 'translated' ? [box(x, below, WIDTH, answer.name, 'kernel b-translated')] : []),
          box(
            x,
            answer?.id === 'translated' ? below + ROW + GAP : below,
            WIDTH,
            word('kernelShared'),
            `kernel b-${answer?.id === 'translated' ? 'shared' : answer?.id}`,
          ),
        ];
    return `<g><text class="head" x="${x + WIDTH / 2}" y="${ROW / 2}" text-anchor="middle" dominant-baseline="central">${escapeHtml(short(column.name))}</text>${instances.join('')}${kernels.join('')}</g>`;
  });
  const description = columns.map((column, index) => `${column.name}: ${answers[index]?.name ?? ''}`).join('. ');
  return `<svg class="kernels" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeHtml(`${word('kernels')} ${description}`)}"><g aria-hidden="true">${drawn.join('')}</g></svg>`;
}

function box(x: number, y: number, width: number, label: string, kind: string): string {
  return `<g class="${kind}"><rect class="block" x="${x}" y="${y}" width="${width}" height="${ROW}" rx="3"/><text class="name" x="${x + width / 2}" y="${y + ROW / 2}" text-anchor="middle" dominant-baseline="central">${escapeHtml(label)}</text></g>`;
}

function short(name: string): string {
  return name.length > 28 ? `${name.slice(0, 27)}…` : name;
}
