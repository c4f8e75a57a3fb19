import type { Rung } from '../model/lab.ts';

/** So many idle instances at once, and what they took. KiB, and milliseconds until the last of them was ready. Of embedded machines, `pss` and `rss` are by how much the process they share grew. */
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

/** No more at once, whatever is asked for: processes, and virtual machines. */
export const MOST_INSTANCES = 200;
export const MOST_MACHINES = 16;

type Kind = Pick<Rung, 'id' | 'prepare' | 'attempts' | 'systems'>;

/**
 * Whether many of a rung can be measured at once. The memory of other processes is read from Linux' /proc. Containers of
 * an engine outlive their client, and have their names: not for many.
 */
export function hasDensity({ id, prepare, attempts, systems }: Kind, system: string): boolean {
  if (!systems.includes(system)) return false;
  return id === 'embedded' || (system === 'linux' && attempts.length > 0 && !prepare.includes('image'));
}

/** The counts to measure if nobody asks for others: a virtual machine takes a hundred times as much as a process. */
export function defaultCounts(rung: Kind): readonly number[] {
  return isMachine(rung) ? [1, 2, 4] : [1, 10, 50];
}

/** Whether a rung is a virtual machine. */
export function isMachine({ id, prepare }: Kind): boolean {
  return id === 'embedded' || prepare.includes('kernel') || prepare.includes('linux');
}

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

/** The counts to measure of a rung, in order: whole, positive, each once, not too many. */
export function countsOf(wanted: readonly number[], rung: Kind): number[] {
  const most = isMachine(rung) ? MOST_MACHINES : MOST_INSTANCES;
  return [...new Set(wanted.filter((count) => Number.isInteger(count) && count > 0 && count <= most))].sort((a, b) => a - b);
}
