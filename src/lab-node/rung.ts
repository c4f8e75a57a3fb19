import { type Outcome, classify } from '../lab/classify.ts';
import { machineCosts } from '../lab/costs.ts';
import { guestFacts } from '../lab/guest-facts.ts';
import { plan } from '../lab/plan.ts';
import type { EmbeddedGuest } from '../lab/runner.ts';
import { startupOf } from '../lab/startup.ts';
import type { Costs, Facts, Rung, RungResult } from '../model/lab.ts';
import { measureCosts } from './costs.ts';
import { diskOf } from './disk.ts';
import { hostFacts } from './host.ts';
import { limitOf, LIMITS, type RungContext, runOnce, type Start, toolsFor, type Tried } from './once.ts';
import { NotReady } from './not-ready.ts';
import { environmentOf } from './signs.ts';
import { MARK, sweep } from './tree.ts';

/** Climbs one rung. Never rejects: what cannot run is a result with a reason. */
export async function runRung(rung: Rung, context: RungContext): Promise<RungResult> {
  const failed = (outcome: Partial<Outcome>, command: RungResult['command'] = []): RungResult => ({
    id: rung.id,
    available: false,
    reason: classify(rung.id, { end: 'error', code: '', stdout: '', stderr: '', signs: context.signs, ...outcome }, context.knowledge.failures),
    command,
    facts: {},
  });
  if (!rung.systems.includes(process.platform)) return failed({ end: 'missing', code: 'system' });
  if (rung.id === 'host' && process.platform === 'win32') return { id: rung.id, available: true, command: [], facts: hostFacts() };
  if (rung.attempts.length === 0)
    return context.embedded && rung.id === 'embedded' ? bootEmbedded(rung, context, context.embedded, failed) : failed({ end: 'missing', code: 'unbuilt' });

  const engine = rung.prepare.includes('image') ? engineOf(rung) : undefined;
  const env = environmentOf([MARK, context.lab], engine !== undefined);
  const deadline = performance.now() + (context.limits?.rung ?? LIMITS.rung);
  try {
    const missing = rung.attempts.flatMap(({ command }) => {
      const planned = plan(command, toolsFor(command, context.find), {});
      return 'missing' in planned ? [planned.missing] : [];
    });
    if (missing.length === rung.attempts.length) return failed({ end: 'missing', code: 'tool', stderr: missing[0] ?? '' });
    const places = await context.preparations.placesFor(rung.prepare, engine, env);
    const tries: Tried[] = [];
    for (const attempt of rung.attempts) {
      const tried = await repeat({ rung, attempt, places, env }, deadline, context);
      if ('available' in tried) return tried;
      tries.push(tried);
      if (context.signal.aborted) break;
    }
    // The first is the one that is meant; but one that the reader has ended has not failed.
    const said = context.signal.aborted ? tries.at(-1) : tries[0];
    return failed(
      said?.outcome ?? {},
      tries.map(({ argv }) => argv),
    );
  } catch (error) {
    return failed(error instanceof NotReady ? error.outcome : { stderr: String(error) });
  } finally {
    await sweep(context.lab);
  }
}

/** Tries an attempt, and when it works starts it again for its start-up time. */
async function repeat(start: Omit<Start, 'limitMs'>, deadline: number, context: RungContext): Promise<RungResult | Tried> {
  const { rung, places } = start;
  const named = (name: string | number, limitMs: number): Start => ({ ...start, places: { ...places, run: `${context.lab}-${name}` }, limitMs });
  const times: number[] = [];
  const costsMs = context.limits?.costs ?? LIMITS.costs;
  let last: Tried | undefined;
  for (let round = 0; round < context.repeat; round++) {
    const limitMs = Math.min(limitOf(rung, context), deadline - performance.now());
    // A slow rung is repeated less often, and has time left for its loops.
    if (limitMs <= 0 || (last && deadline - performance.now() < costsMs)) break;
    const tried = await runOnce(named(round, limitMs), context);
    if (!tried.facts) {
      if (!last) return tried;
      break;
    }
    last = tried;
    if (tried.firstMs !== undefined) times.push(tried.firstMs);
  }
  if (!last?.facts) return { argv: [], outcome: { end: 'timeout', code: '', stdout: '', stderr: '' } };
  const limitMs = Math.min(costsMs, deadline - performance.now());
  const costs = limitMs > 0 ? await measureCosts(named('costs', limitMs), context) : {};
  return {
    id: rung.id,
    available: true,
    command: [last.argv],
    facts: last.facts,
    ...measured(times, costs, diskOf(rung, places)),
    ...(last.memory && { memory: last.memory }),
  };
}

/** What there is of it. */
function measured(times: readonly number[], costs: Costs, disk: number | undefined): Pick<RungResult, 'startup' | 'costs' | 'disk'> {
  const startup = startupOf(times);
  return { ...(startup && { startup }), ...(Object.keys(costs).length > 0 && { costs }), ...(disk !== undefined && { disk }) };
}

/** As `repeat`, for the machine that is no program of this system: within the same limits, and with the same words for its ends. */
async function bootEmbedded(rung: Rung, context: RungContext, guest: EmbeddedGuest, failed: (outcome: Partial<Outcome>) => RungResult): Promise<RungResult> {
  const limits = { ...LIMITS, ...context.limits };
  const deadline = performance.now() + limits.rung;
  const limited = (ms: number) => AbortSignal.any([context.signal, AbortSignal.timeout(Math.max(1, Math.ceil(ms)))]);
  const times: number[] = [];
  let facts: Facts | undefined;
  for (let round = 0; round < context.repeat; round++) {
    const left = deadline - performance.now();
    if (facts && left < limits.costs) break;
    const signal = limited(Math.min(limits.slow, left));
    const end = () => (context.signal.aborted ? 'cancelled' : signal.aborted ? 'timeout' : undefined);
    let outcome: Partial<Outcome>;
    try {
      const { lines, firstMs } = await guest.boot(signal);
      const report = guestFacts(lines);
      if (report.complete) {
        facts = report.facts;
        times.push(firstMs);
        continue;
      }
      outcome = { end: end() ?? 'exit', code: '0', stdout: lines.join('\n') };
    } catch (error) {
      outcome = { end: end() ?? 'error', stderr: String(error) };
    }
    if (!facts) return failed(outcome);
    break;
  }
  const left = Math.min(limits.costs, deadline - performance.now());
  const costs = context.signal.aborted || left <= 0 ? {} : await guest.loops(limited(left)).then(machineCosts, () => ({}));
  // The kernel is what it is handed; v86, which imitates the machine, is to it what QEMU is to the others.
  const places = await context.preparations.placesFor(['kernel'], undefined, {}).catch(() => undefined);
  return { id: rung.id, available: true, command: [], facts: facts ?? {}, ...measured(times, costs, places && diskOf(rung, places)) };
}

/** The engine of a rung with an image: the program its first command begins with. */
function engineOf(rung: Rung): string | undefined {
  const step = rung.attempts[0]?.command[0];
  return step && 'tool' in step ? step.tool : undefined;
}
