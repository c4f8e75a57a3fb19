import type { Startup } from '../model/lab.ts';

/** Median and range of measured times, in milliseconds with two digits; undefined without any. */
export function startupOf(times: readonly number[]): Startup | undefined {
  const sorted = times.filter(Number.isFinite).toSorted((a, b) => a - b);
  const [min] = sorted;
  const max = sorted.at(-1);
  if (min === undefined || max === undefined) return undefined;
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? max;
  const median = sorted.length % 2 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2;
  return { median: rounded(median), min: rounded(min), max: rounded(max), n: sorted.length };
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}
