import { type DensityPoint, extrapolate } from '../lab/density.ts';
import { rounded } from '../lab/ratios.ts';
import { escapeHtml } from './escape.ts';

export interface Series {
  readonly name: string;
  readonly isMachine: boolean;
  readonly points: readonly DensityPoint[];
}

const WIDTH = 560;
const HEIGHT = 260;
/** Between the baselines of two labels. */
const LINE = 13;
const AREA = { left: 8, right: 130, top: 26, bottom: 24 };

/**
 * Memory over the number of instances, both on logarithmic scales: what was measured as marks on a line, and from the
 * last of them on a dashed one to the budget. The table beside it says the same in numbers.
 * @param budget KiB
 */
export function densitySvg(series: readonly Series[], budget: number): string {
  const lines = series.map((each) => ({ ...each, fits: extrapolate(each.points, budget)?.fits ?? 0 }));
  const mostX = Math.max(2, ...lines.flatMap(({ fits, points }) => [fits, ...points.map(({ instances }) => instances)]));
  const sizes = lines.flatMap(({ points }) => points.map(({ pss }) => Math.max(1, pss)));
  const [low, high] = [Math.min(budget, ...sizes), Math.max(budget, ...sizes)];
  const bottom = HEIGHT - AREA.bottom;
  const right = WIDTH - AREA.right;
  const x = (count: number) => AREA.left + (Math.log(Math.max(1, count)) / Math.log(mostX)) * (right - AREA.left);
  const y = (kib: number) => bottom - (Math.log(Math.max(low, kib) / low) / Math.max(Math.log(high / low), 1e-9)) * (bottom - AREA.top);
  const text = (at: number, height: number, anchor: string, label: string) =>
    `<text x="${fixed(at)}" y="${fixed(height)}" text-anchor="${anchor}">${escapeHtml(label)}</text>`;
  const labels = apart(lines.map(({ points }) => y(Math.max(...points.map(({ pss }) => pss))) + 4));
  const drawn = lines.map(({ name, isMachine, points, fits }, index) => {
    const sorted = points.toSorted((a, b) => a.instances - b.instances);
    const at = sorted.map(({ instances, pss }) => ({ x: x(instances), y: y(pss) }));
    const last = at.at(-1) ?? { x: AREA.left, y: bottom };
    const end = fits > (sorted.at(-1)?.instances ?? 0) ? { x: x(fits), y: y(budget) } : last;
    const marks = at.map((point) =>
      isMachine
        ? `<rect x="${fixed(point.x - 4)}" y="${fixed(point.y - 4)}" width="8" height="8"/>`
        : `<circle cx="${fixed(point.x)}" cy="${fixed(point.y)}" r="4"/>`,
    );
    const path = at.map((point, index) => `${index ? 'L' : 'M'}${fixed(point.x)} ${fixed(point.y)}`).join('');
    return (
      `<g class="${isMachine ? 'machines' : 'processes'}"><path d="${path}"/>` +
      `<path class="extrapolated" d="M${fixed(last.x)} ${fixed(last.y)}L${fixed(end.x)} ${fixed(end.y)}"/>${marks.join('')}${text(last.x + 8, labels[index] ?? last.y, 'start', name)}</g>`
    );
  });
  return (
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true"><path class="axis" d="M${AREA.left} ${AREA.top}V${bottom}H${right}"/>` +
    `<path class="guide" d="M${AREA.left} ${fixed(y(budget))}H${right}"/>${text(AREA.left, AREA.top - 10, 'start', `${rounded(high / 1024)} MiB`)}` +
    `${text(AREA.left, HEIGHT - 6, 'start', '1')}${text(right, HEIGHT - 6, 'end', mostX.toLocaleString('en'))}${drawn.join('')}</svg>`
  );
}

/** Heights of labels, moved down where they would lie on each other. */
function apart(heights: readonly number[]): number[] {
  const moved = [...heights];
  let last = -Infinity;
  for (const [index] of [...heights.entries()].sort(([, a], [, b]) => a - b)) {
    last = Math.max(heights[index] ?? 0, last + LINE);
    moved[index] = last;
  }
  return moved;
}

function fixed(value: number): string {
  return value.toFixed(1);
}
