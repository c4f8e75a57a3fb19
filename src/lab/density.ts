import type { Rung } from '../model/lab.ts';

/** So many idle instances at once, and what they took. KiB, and milliseconds until the last of them was ready. */
export interface DensityPoint {
  readonly instances: number;
  readonly pss: number;
  readonly rss: number;
  /** How much less memory the whole system had left: with the kernel's own, and with whatever else happened meanwhile. */
  readonly available: number;
  readonly readyMs: number;
}

/** What one more instance takes, and how many would fit. A line drawn on: to be marked as such. */
export interface Extrapolation {
  readonly perInstance: number;
  readonly fits: number;
}

/** No more at once, whatever is asked for. */
export const MOST_INSTANCES = 200;

/**
 * Draws the line of the measured points on to a budget.
 * @param budget KiB
 * @returns undefined without a point, or where instances seem to take nothing
 */
export function extrapolate(points: readonly DensityPoint[], budget: number): Extrapolation | undefined {
  const sorted = points.toSorted((a, b) => a.instances - b.instances);
  const [first] = sorted;
  const last = sorted.at(-1);
  if (!first || !last) return undefined;
  const perInstance = first === last ? last.pss / last.instances : (last.pss - first.pss) / (last.instances - first.instances);
  if (!(perInstance > 0)) return undefined;
  const fixed = Math.max(0, last.pss - perInstance * last.instances);
  return { perInstance: Math.round(perInstance), fits: Math.max(0, Math.floor((budget - fixed) / perInstance)) };
}

/** Whether many of a rung can be started at once: an engine's containers outlive their client and have names. */
export function isDense({ id, attempts, prepare }: Pick<Rung, 'id' | 'attempts' | 'prepare'>): boolean {
  return id === 'embedded' || (attempts.length > 0 && !prepare.includes('image'));
}

/** How many of a rung to start at once, one after the other: fewer machines than processes. */
export function defaultCounts({ id, prepare }: Pick<Rung, 'id' | 'prepare'>): readonly number[] {
  return id === 'embedded' || prepare.includes('kernel') || prepare.includes('linux') ? [1, 2, 4] : [1, 10, 50];
}

/** The counts to measure, in order: whole, positive, each once, not too many. */
export function countsOf(wanted: readonly number[]): number[] {
  return [...new Set(wanted.filter((count) => Number.isInteger(count) && count > 0 && count <= MOST_INSTANCES))].sort((a, b) => a - b);
}
