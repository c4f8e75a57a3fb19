import { readFileSync } from 'node:fs';
import { countsOf, type DensityPoint, extrapolate, hasDensity } from '../lab/density.ts';
import { guardsAlone, type Places, plan } from '../lab/plan.ts';
import type { DensityResult } from '../lab/runner.ts';
import type { Attempt, Rung } from '../model/lab.ts';
import { type RungContext, runOnce, type Start, toolsFor } from './once.ts';
import { runProcess } from './process.ts';
import { environmentOf } from './signs.ts';
import { family, MARK, memoryOf, sweep } from './tree.ts';

/** Milliseconds for all instances of one count to be ready. */
const LIMIT = 30_000;

/**
 * Starts more and more idle instances of a rung at once and measures what they take; an instance is idle when it has
 * reported. Stops before a count that would not fit into the budget, going by the ones before. Never rejects.
 * @param budget KiB
 */
export async function measureDensity(rung: Rung, counts: readonly number[], budget: number, context: RungContext): Promise<DensityResult> {
  const points: DensityPoint[] = [];
  const done = (stopped: DensityResult['stopped']): DensityResult => ({ rung: rung.id, points, stopped });
  const { machines } = context;
  const embedded = rung.attempts.length === 0;
  if (!hasDensity(rung, process.platform) || (embedded && !machines)) return done('not-here');
  try {
    const env = environmentOf([MARK, context.lab], false);
    const places = await context.preparations.placesFor(embedded ? ['kernel'] : rung.prepare, undefined, env);
    let attempts: readonly Attempt[] = rung.attempts;
    for (const count of countsOf(counts, rung)) {
      const room = extrapolate(points, budget)?.fits ?? count;
      if (count > room || (available() ?? budget) < budget / 4) return done('budget');
      let point = embedded && machines ? await machinesTogether(rung, { ...places, ...machines, count: String(count) }, context, env) : undefined;
      for (const attempt of attempts) {
        point = await together({ rung, attempt, places, env, limitMs: LIMIT }, count, context);
        if (point) attempts = [attempt];
        if (point || context.signal.aborted) break;
      }
      if (!point) return done(context.signal.aborted ? 'cancelled' : 'failed');
      points.push(point);
    }
    return done('complete');
  } catch {
    return done('failed');
  } finally {
    await sweep(context.lab);
  }
}

/** Starts instances, waits until the last is ready, measures all, lets them go. Undefined when one fails. */
async function together(start: Start, count: number, context: RungContext): Promise<DensityPoint | undefined> {
  const before = available();
  const began = performance.now();
  const pids: number[] = [];
  let point: DensityPoint | undefined;
  let open: () => void = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const atReady = (pid: number) => {
    pids.push(pid);
    if (pids.length === count) {
      const readyMs = performance.now() - began;
      const children = family();
      const sizes = pids.map((each) => memoryOf(each, children));
      const sum = (key: 'pss' | 'rss') => sizes.reduce((total, size) => total + (size?.[key] ?? 0), 0);
      point = { instances: count, pss: sum('pss'), rss: sum('rss'), available: lessThan(before), readyMs: Math.round(readyMs) };
      open();
    }
    return gate;
  };
  const instances = Array.from({ length: count }, (_, index) =>
    runOnce({ ...start, places: { ...start.places, run: `${context.lab}-${count}-${index}` } }, { ...context, atReady }).then((tried) => {
      // One that failed is not waited for by the others.
      if (!tried.facts) open();
    }),
  );
  await Promise.all(instances);
  return point;
}

/** As `together`, for machines in one process, by the rung's own command: by how much that process grew. */
async function machinesTogether(
  { together: command = [] }: Rung,
  places: Places,
  { cwd, signal, find, knowledge }: RungContext,
  env: Readonly<Record<string, string>>,
): Promise<DensityPoint | undefined> {
  const before = available();
  let less = 0;
  const guards = guardsAlone(knowledge.guards).filter((step) => 'tool' in step && find(step.tool) !== undefined);
  const planned = plan([...guards, ...command], { ...toolsFor(guards, find), editor: process.execPath }, places);
  if ('missing' in planned) return undefined;
  const { end, stdout } = await runProcess({
    argv: planned.argv,
    cwd,
    env: { ...env, ELECTRON_RUN_AS_NODE: '1' },
    limitMs: LIMIT,
    signal,
    mark: '\ngrown=',
    atMark: () => {
      less = lessThan(before);
    },
  });
  const instances = Number(places.count);
  const [, ready, grown] = /^ready=(\d+)\r?\ngrown=(\d+)$/m.exec(stdout) ?? [];
  if (end !== 'exit' || ready === undefined || grown === undefined) return undefined;
  return { instances, pss: Number(grown), rss: Number(grown), available: less, readyMs: Number(ready) };
}

/** KiB the system has left for programs, by /proc/meminfo; undefined where it does not say. */
function available(): number | undefined {
  try {
    const found = /^MemAvailable:\s+(\d+)/m.exec(readFileSync('/proc/meminfo', 'latin1'))?.[1];
    return found === undefined ? undefined : Number(found);
  } catch {
    return undefined;
  }
}

/** By how much less the system has left than before; 0 where it does not say. */
function lessThan(before: number | undefined): number {
  const now = available();
  return before === undefined || now === undefined ? 0 : before - now;
}
