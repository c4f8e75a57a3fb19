import { hasHostShell, isComplete, loopClock, loopsCommand, machineCosts, roundsFor, shellCosts } from '../lab/costs.ts';
import { hostMachineCost } from '../lab/xorshift.ts';
import type { Costs } from '../model/lab.ts';
import { type RungContext, type Start, talk } from './once.ts';

/** On a busy machine no loop may be like another: then they are run again, so often. */
const TRIES = 3;

/**
 * Starts a rung that has worked once more, and has it go through its loops. What fails or takes too long here costs
 * the costs alone: they are empty then. Never rejects.
 */
export async function measureCosts(start: Start, context: RungContext): Promise<Costs> {
  const { rung } = start;
  if (rung.prepare.includes('kernel')) {
    // The kernel keeps what is typed while it computes.
    const talked = await talk(start, context, { reply: 'loops\npoweroff\n' });
    return answered(talked) ? machineCosts(talked.ended.stdout.replace(/\r/g, '').split('\n')) : {};
  }
  const costs = await probeCosts(start, context);
  if (rung.id !== 'host' || context.signal.aborted) return costs;
  const machine = await hostMachineCost(() => performance.now(), pause);
  return { ...costs, ...(machine !== undefined && { machine }) };
}

async function probeCosts(start: Start, context: RungContext): Promise<Costs> {
  const { rung, places, limitMs } = start;
  const end = performance.now() + limitMs;
  const rounds = roundsFor(rung);
  for (let turn = 0; turn < TRIES && performance.now() < end; turn++) {
    const clock = loopClock(() => performance.now());
    const own = { ...start, places: { ...places, run: `${places.run}-${turn}` }, limitMs: end - performance.now() };
    const talked = await talk(own, context, { reply: loopsCommand(rounds), heard: (text) => clock.take(text) });
    if (!answered(talked) || !isComplete(clock.marks)) return {};
    const { shell, ...call } = shellCosts(clock.marks, rounds);
    if (shell !== undefined) return { ...(hasHostShell(rung) && { shell }), ...call };
  }
  return {};
}

/** A guest may have answered and then been unable to power its machine off: that it was stopped is no matter. */
function answered(talked: Awaited<ReturnType<typeof talk>>): talked is Exclude<typeof talked, { readonly missing: string }> {
  return !('missing' in talked) && talked.ended.end !== 'cancelled' && talked.ended.end !== 'flood';
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}
