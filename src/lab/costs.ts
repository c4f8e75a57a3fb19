import type { Costs, Rung } from '../model/lab.ts';
import { readLine } from './report.ts';

/** A line that the probe printed on its way through its loops, and when it was read, in milliseconds. */
export interface Mark {
  readonly what: string;
  readonly at: number;
}

/** How often the probe goes through its two loops, and what it says meanwhile. On a busy machine one of many short loops runs undisturbed sooner than one of three long ones. */
const TURNS = 8;
const ORDER = ['begin', ...Array.from({ length: TURNS }, () => ['compute', 'calls']).flat()];
/** So far apart may two times be and still mean the same. */
const ALIKE = 1.05;
/** Of the program's other output between two lines, no more is kept. */
const LONGEST_REST = 64;
/** Some 10 ms a loop where nothing is between it and the processor: long beside what a line takes to arrive. An emulated Linux has longer with less. */
const ROUNDS = { process: 8_000, emulated: 2_000 };

/** What the probe is asked for, as a line. */
export function loopsCommand(rounds: number): string {
  return `loops ${TURNS} ${rounds}\n`;
}

/** How many rounds a loop has in a rung. */
export function roundsFor({ prepare }: Pick<Rung, 'prepare'>): number {
  return prepare.includes('linux') ? ROUNDS.emulated : ROUNDS.process;
}

/**
 * Notes when the probe's lines arrive. The lab's own clock is asked, never the rung's: a shell has none that is fine
 * enough, and in a virtual machine the clock is itself imitated, and may run late or stand still.
 */
export function loopClock(now: () => number): { take(chunk: string): void; readonly marks: readonly Mark[] } {
  const marks: Mark[] = [];
  let rest = '';
  return {
    marks,
    take(chunk) {
      const at = now();
      const lines = (rest + chunk).split('\n');
      rest = (lines.pop() ?? '').slice(-LONGEST_REST);
      for (const line of lines) {
        const what = /^loop=([a-z]+)\r?$/.exec(line)?.[1];
        if (what !== undefined && marks.length <= ORDER.length) marks.push({ what, at });
      }
    },
  };
}

/** Whether a rung's shell is the host's, or a copy of it: an image brings another one, whose computing tells nothing of the rung. */
export function hasHostShell({ prepare }: Pick<Rung, 'prepare'>): boolean {
  return !prepare.includes('image');
}

/** Whether all lines came, in their order. */
export function isComplete(marks: readonly Mark[]): boolean {
  return marks.length === ORDER.length && marks.every(({ what }, index) => what === ORDER[index]);
}

/** What the probe's loops cost; nothing where lines are missing, are others or in another order, no time has passed, or no two loops took about the same. */
export function shellCosts(marks: readonly Mark[], rounds: number): Costs {
  if (!isComplete(marks)) return {};
  const best = (loop: string) => bestOf(marks.flatMap(({ what, at }, index) => (what === loop ? [at - (marks[index - 1]?.at ?? at)] : [])));
  const shell = nanoseconds(best('compute'), rounds);
  const both = nanoseconds(best('calls'), rounds);
  if (shell === undefined || both === undefined) return {};
  return { shell, ...(both > shell && { call: rounded(both - shell) }) };
}

/** What the teaching kernel's loops cost, as it answered `loops`: what it says between its first `ready` and the next. */
export function machineCosts(lines: readonly string[]): Costs {
  let ready = 0;
  const costs: { machine?: number; port?: number } = {};
  for (const text of lines) {
    const line = readLine(text);
    if (line.kind === 'text') continue;
    const { fact } = line;
    if (fact.type === 'ready' && ++ready === 2) return costs;
    if (fact.type !== 'loop' || ready === 0) continue;
    const value = nanoseconds(fact.microseconds / 1_000, fact.rounds);
    if (value !== undefined) costs[fact.what === 'compute' ? 'machine' : 'port'] = value;
  }
  return {};
}

/**
 * The shortest that two others confirm. One alone may have ended before it began, when the line before was read late;
 * and where none is like the others, the machine was too busy to say anything.
 */
function bestOf(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted.find((time, index) => (sorted[index + 2] ?? Number.NaN) <= time * ALIKE) ?? 0;
}

/** Of one round; undefined for what is no time, or for no rounds. */
export function nanoseconds(milliseconds: number, rounds: number): number | undefined {
  const value = rounded((milliseconds * 1e6) / rounds);
  return Number.isFinite(value) && value > 0 ? value : undefined;
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
