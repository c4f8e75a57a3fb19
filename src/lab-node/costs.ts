import { hasHostShell, loopClock, machineCosts, roundsFor, shellCosts } from '../lab/costs.ts';
import type { Places } from '../lab/plan.ts';
import { hostMachineCost } from '../lab/xorshift.ts';
import type { Attempt, Costs, Rung } from '../model/lab.ts';
import { type RungContext, talk } from './once.ts';

/**
 * Starts a rung that has worked once more, and has it go through its loops. What fails or takes too long here costs
 * the costs alone: they are empty then. Never rejects.
 */
export async function measureCosts(
  rung: Rung,
  attempt: Attempt,
  places: Places,
  env: Readonly<Record<string, string>>,
  limitMs: number,
  context: RungContext,
): Promise<Costs> {
  const teaching = rung.prepare.includes('kernel');
  const rounds = roundsFor(rung);
  const clock = loopClock(() => performance.now());
  const talked = await talk(rung, attempt, places, env, limitMs, context, {
    // The kernel keeps what is typed while it computes.
    reply: teaching ? 'loops\npoweroff\n' : `loops ${rounds}\n`,
    heard: (text) => clock.take(text),
  });
  if ('missing' in talked || talked.ended.end === 'cancelled' || talked.ended.end === 'flood') return {};
  if (teaching) return machineCosts(talked.ended.stdout.replace(/\r/g, '').split('\n'));
  const { shell, ...call } = shellCosts(clock.marks, rounds);
  const costs = { ...(shell !== undefined && hasHostShell(rung) && { shell }), ...call };
  if (rung.id !== 'host' || context.signal.aborted) return costs;
  const machine = await hostMachineCost(() => performance.now(), pause);
  return { ...costs, ...(machine !== undefined && { machine }) };
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}
