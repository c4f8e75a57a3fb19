import { setMaxListeners } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { classify } from '../lab/classify.ts';
import type { DensityRequest, DensityResult, EmbeddedGuest, LabRequest, LabRunner, StopSignal } from '../lab/runner.ts';
import type { LabKnowledge, LabReport, RungResult } from '../model/lab.ts';
import { clearLeftovers } from './clear.ts';
import { measureDensity } from './density.ts';
import { makeFolder, removeFolder } from './folder.ts';
import { describeMachine } from './machine.ts';
import { Preparations } from './prepare.ts';
import type { RungContext } from './once.ts';
import { runRung } from './rung.ts';
import { readSigns } from './signs.ts';
import { toolFinder } from './tools.ts';
import { sweep } from './tree.ts';

export interface RunnerOptions {
  readonly knowledge: LabKnowledge;
  /** The folder of `probe.sh` and the other scripts: `media/lab`. */
  readonly scripts: string;
  /** Absolute paths of programs by name, from settings that a workspace cannot set. */
  readonly tools?: Readonly<Record<string, string>>;
  /** The teaching kernel, a Multiboot file. */
  readonly kernel?: string;
  /** A Linux kernel file the reader named; without it, this machine's own is used where it may be read. */
  readonly linux?: string;
  readonly embedded?: EmbeddedGuest;
  /** For the density of the embedded machine; without it, that is not measured. */
  readonly machines?: RungContext['machines'];
  /** For tests: where the temporary folder is made, and shorter limits. */
  readonly parent?: string;
  readonly limits?: RungContext['limits'];
}

/** Makes the lab of this machine. Nothing is started and nothing written before `run` or `density`. */
export function createRunner(options: RunnerOptions): LabRunner {
  let stop = new AbortController();
  let running: Promise<unknown> = Promise.resolve();
  // One thing at a time: rungs that run beside each other would measure each other.
  const next = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = running.then(work);
    running = mine.catch(() => {});
    return mine;
  };
  return {
    run: (request) => next(() => runLab(options, request, stop.signal)),
    density: (request) => next(() => runDensity(options, request, stop.signal)),
    async dispose() {
      stop.abort();
      await running;
      stop = new AbortController();
    },
  };
}

async function runLab(options: RunnerOptions, { rungs, repeat = 5, signal, listener }: LabRequest, stopped: AbortSignal): Promise<LabReport> {
  const wanted = options.knowledge.rungs.filter(({ id }) => id === 'host' || rungs === undefined || rungs.includes(id));
  const results: RungResult[] = [];
  const report = (): LabReport => ({ version: 1, date: new Date().toISOString(), machine: describeMachine(), rungs: results });
  try {
    await withWorkshop(options, both(signal, stopped), repeat, async (context) => {
      for (const rung of wanted) {
        if (context.signal.aborted) break;
        listener?.started(rung.id);
        results.push(await runRung(rung, context));
      }
    });
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const reason = classify('', { end: 'error', code: 'folder', stdout: '', stderr: said }, options.knowledge.failures);
    results.push(...wanted.slice(results.length).map(({ id }): RungResult => ({ id, available: false, reason, command: [], facts: {} })));
  }
  return report();
}

async function runDensity(options: RunnerOptions, { rung: id, counts, budgetMiB, signal }: DensityRequest, stopped: AbortSignal): Promise<DensityResult> {
  const rung = options.knowledge.rungs.find((each) => each.id === id);
  if (!rung) return { rung: id, points: [], stopped: 'not-here' };
  try {
    return await withWorkshop(options, both(signal, stopped), 1, (context) => measureDensity(rung, counts, budgetMiB * 1024, context));
  } catch {
    return { rung: id, points: [], stopped: 'failed' };
  }
}

/** Clears what was left, makes the lab's folder, lets it be used, and leaves nothing of it. */
async function withWorkshop<T>(options: RunnerOptions, signal: AbortSignal, repeat: number, work: (context: RungContext) => Promise<T>): Promise<T> {
  const { knowledge, scripts, kernel, linux, embedded, machines, limits } = options;
  const find = toolFinder(options.tools);
  await clearLeftovers(knowledge, find, signal, options.parent);
  const folder = makeFolder(options.parent);
  try {
    const cwd = join(folder.path, 'work');
    mkdirSync(cwd);
    const shop = { folder, scripts, find, signal, ...(kernel !== undefined && { kernel }), ...(linux !== undefined && { linux }) };
    return await work({
      knowledge,
      lab: folder.id,
      cwd,
      find,
      preparations: new Preparations(shop),
      signs: readSigns(),
      repeat: Math.min(Math.max(Math.trunc(repeat), 1), 50),
      signal,
      ...(embedded && { embedded }),
      ...(machines && { machines }),
      ...(limits && { limits }),
    });
  } finally {
    await sweep(folder.id);
    removeFolder(folder);
  }
}

function both(asked: StopSignal | undefined, stopped: AbortSignal): AbortSignal {
  const own = new AbortController();
  asked?.addEventListener('abort', () => own.abort());
  if (asked?.aborted) own.abort();
  const signal = AbortSignal.any([own.signal, stopped]);
  // Many instances may wait for it at once.
  setMaxListeners(0, signal);
  return signal;
}
