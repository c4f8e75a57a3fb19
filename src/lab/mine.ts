import type { Rung } from '../model/lab.ts';
import { extrapolate } from './density.ts';
import { type History, latest, latestDensity } from './history.ts';

/** A number of the reader's own machine for the scale explorer: MiB or milliseconds for one more instance. */
export interface Mine {
  /** Kind and measure of the scale explorer. */
  readonly kind: string;
  readonly measure: 'memory' | 'start';
  readonly value: number;
  /** The rung's name. */
  readonly rung: string;
  readonly date: string;
}

/**
 * What was measured on this machine, as the scale explorer's numbers. Where several rungs are of one kind, the one
 * highest on the ladder counts: it is the nearest to what people run.
 */
export function mineOf(history: History, rungs: readonly Rung[]): Mine[] {
  const [results, densities] = [latest(history), latestDensity(history)];
  const found = new Map<string, Mine>();
  for (const { id, name, scale } of rungs) {
    if (scale === undefined) continue;
    const put = (measure: Mine['measure'], value: number | undefined, date: string) =>
      value !== undefined && found.set(`${measure}-${scale}`, { kind: scale, measure, value: Number(value.toPrecision(3)), rung: name, date });
    const [recorded, dense] = [results[id], densities[id]];
    if (recorded) put('start', recorded.result.startup?.median, recorded.date);
    const more = dense && extrapolate(dense.density.points, 0)?.perInstance;
    if (dense) put('memory', more === undefined ? undefined : more / 1024, dense.date);
  }
  return [...found.values()];
}
