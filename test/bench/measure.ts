/** Times in milliseconds. */
export interface Stats {
  /** The fastest sample: what the work takes when nothing else wants the processor. */
  readonly best: number;
  readonly median: number;
  readonly p99: number;
}

/** The value below which the given part of the samples lies; NaN without samples. */
export function quantile(samples: readonly number[], part: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

export function statsOf(samples: readonly number[]): Stats {
  return { best: quantile(samples, 0), median: median(samples), p99: quantile(samples, 0.99) };
}

/** The time of each call, in milliseconds. What `run` returns is kept alive, so that no call is optimised away. */
export function timeEach<T>(items: readonly T[], run: (item: T) => unknown): number[] {
  return items.map((item) => {
    const start = performance.now();
    sink = run(item);
    return performance.now() - start;
  });
}
export let sink: unknown;

/**
 * Measures several contestants in turns, so that a busy moment of the machine hits all of them.
 * @returns for each the fastest sample, and the median over the runs of the runs' own medians and 99th percentiles
 */
export function compete(runs: number, contestants: readonly (() => readonly number[])[]): Stats[] {
  const results = contestants.map((): Stats[] => []);
  for (let run = 0; run < runs; run++) for (const [index, contestant] of contestants.entries()) results[index]?.push(statsOf(contestant()));
  return results.map((each) => ({
    best: quantile(
      each.map((stats) => stats.best),
      0,
    ),
    median: median(each.map((stats) => stats.median)),
    p99: median(each.map((stats) => stats.p99)),
  }));
}

/** At most so many of the items, evenly spread. */
export function spread<T>(items: readonly T[], most: number): T[] {
  const step = Math.max(1, items.length / most);
  return items.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
}

/** The text as one flat string: a freshly concatenated one costs its first reader more. */
export function flat(text: string): string {
  return Buffer.from(text).toString();
}
