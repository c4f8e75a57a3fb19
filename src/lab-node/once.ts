import type { Outcome } from '../lab/classify.ts';
import { guestFacts } from '../lab/guest-facts.ts';
import { type Places, plan } from '../lab/plan.ts';
import { parseProbe } from '../lab/probe.ts';
import type { EmbeddedGuest } from '../lab/runner.ts';
import type { Attempt, Facts, LabKnowledge, Rung, RungResult, Step } from '../model/lab.ts';
import type { Preparations } from './prepare.ts';
import { type Ended, type Order, runProcess } from './process.ts';
import type { FindTool } from './tools.ts';
import { memoryOf } from './tree.ts';

/** Milliseconds: for one run, for one of an engine or a virtual machine, for the loops, and for a rung with all its repetitions. */
export const LIMITS = { probe: 5_000, slow: 20_000, costs: 20_000, rung: 60_000, after: 5_000 };

/** Places of a rung's `together`: the program that `machines.ts` becomes, the worker it starts, and v86's WebAssembly. */
export interface MachinesProgram extends Places {
  readonly machines: string;
  readonly worker: string;
  readonly wasm: string;
}

export interface RungContext {
  readonly knowledge: Pick<LabKnowledge, 'failures' | 'guards'>;
  readonly lab: string;
  readonly cwd: string;
  readonly find: FindTool;
  readonly preparations: Preparations;
  readonly signs: Readonly<Record<string, string>>;
  readonly embedded?: EmbeddedGuest;
  readonly machines?: MachinesProgram;
  readonly repeat: number;
  readonly signal: AbortSignal;
  /** Called when a run has said all it has to, with its process; the run goes on when this is done. */
  readonly atReady?: (pid: number) => Promise<void>;
  /** For tests: the limits in milliseconds. */
  readonly limits?: Partial<typeof LIMITS>;
}

/** One run of a rung: by which of its attempts, with which places and environment, and how long it may take. */
export interface Start {
  readonly rung: Rung;
  readonly attempt: Attempt;
  readonly places: Places;
  readonly env: Readonly<Record<string, string>>;
  readonly limitMs: number;
}

/** What came of one run; `facts` only where it worked. */
export interface Tried {
  readonly argv: readonly string[];
  readonly outcome: Outcome;
  readonly facts?: Facts;
  readonly firstMs?: number | undefined;
  readonly memory?: RungResult['memory'];
}

/** The longest one run of a rung may take. */
export function limitOf({ prepare }: Rung, { limits }: RungContext): number {
  const slow = prepare.some((each) => each === 'image' || each === 'kernel' || each === 'linux' || each === 'copy');
  return slow ? (limits?.slow ?? LIMITS.slow) : (limits?.probe ?? LIMITS.probe);
}

/** Starts a rung once, reads what it reports, and removes what does not die with it. Never rejects. */
export async function runOnce(start: Start, context: RungContext): Promise<Tried> {
  const { rung } = start;
  const teaching = rung.prepare.includes('kernel');
  const guest = teaching || rung.prepare.includes('linux');
  let memory: RungResult['memory'];
  const talked = await talk(start, context, {
    reply: teaching ? 'poweroff\n' : '\n',
    atMark: async (pid) => {
      // An engine's client is not its container, which runs elsewhere: its memory would be a false answer.
      if (!rung.prepare.includes('image')) memory = memoryOf(pid);
      await context.atReady?.(pid);
    },
  });
  if ('missing' in talked) return { argv: [], outcome: { end: 'missing', code: 'tool', stdout: '', stderr: talked.missing, signs: context.signs } };
  const { argv, ended } = talked;
  const outcome = { ...ended, signs: context.signs };
  const stdout = ended.stdout.replace(/\r/g, '');
  const read = teaching ? guestFacts(stdout.split('\n')) : parseProbe(stdout);
  if (!worked(ended, read.complete, guest)) return { argv, outcome };
  return { argv, outcome, facts: read.facts, firstMs: ended.firstMs, ...(memory && { memory }) };
}

/** Starts a rung's program, answers its report, and removes what does not die with it. Never rejects. */
export async function talk(
  { rung, attempt, places, env, limitMs }: Start,
  context: RungContext,
  part: Pick<Order, 'reply' | 'atMark' | 'heard'>,
): Promise<{ readonly argv: readonly string[]; readonly ended: Ended } | { readonly missing: string }> {
  const guards = context.knowledge.guards.filter((step) => 'tool' in step && context.find(step.tool) !== undefined);
  const guarded = process.platform === 'linux' ? [...guards, ...attempt.command] : attempt.command;
  const planned = plan(guarded, toolsFor(guarded, context.find), places);
  if ('missing' in planned) return planned;
  const teaching = rung.prepare.includes('kernel');
  const ended = await runProcess({
    argv: planned.argv,
    cwd: context.cwd,
    env,
    limitMs,
    signal: context.signal,
    first: teaching ? '"type":"kernel"' : 'probe=1',
    mark: teaching ? '"type":"ready"' : '\nend=1',
    ...part,
  });
  await cleanUp({ attempt, places, env }, context);
  return { argv: planned.argv, ended };
}

/** A guest may be unable to power its machine off, or a nested one slow in it: its complete report is what counts. */
function worked({ end, code }: Ended, complete: boolean, guest: boolean): boolean {
  return complete && (guest ? end !== 'cancelled' && end !== 'flood' && end !== 'crowd' : end === 'exit' && code === '0');
}

/** Runs what removes things that do not die with their parent, such as an engine's container. Its own failure is no news. */
async function cleanUp({ attempt, places, env }: Pick<Start, 'attempt' | 'places' | 'env'>, context: RungContext): Promise<void> {
  for (const steps of attempt.after ?? []) {
    const planned = plan(steps, toolsFor(steps, context.find), places);
    if ('argv' in planned) await runProcess({ argv: planned.argv, cwd: context.cwd, env, limitMs: context.limits?.after ?? LIMITS.after });
  }
}

/** The programs of a command that are on this machine. */
export function toolsFor(steps: readonly Step[], find: FindTool): Record<string, string> {
  return Object.fromEntries(
    steps.flatMap((step) => {
      const path = 'tool' in step ? find(step.tool) : undefined;
      return 'tool' in step && path !== undefined ? [[step.tool, path]] : [];
    }),
  );
}
