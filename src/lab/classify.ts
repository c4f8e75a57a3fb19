import type { Match } from '../model/knowledge.ts';
import type { Failure, Reason } from '../model/lab.ts';
import { printable } from './probe.ts';

/** How a program ended: by itself, by our hand, or not begun. */
export const ENDS = ['exit', 'signal', 'timeout', 'cancelled', 'flood', 'crowd', 'missing', 'error'] as const;
export type End = (typeof ENDS)[number];

export interface Outcome {
  readonly end: End;
  /** Exit code or signal, as text; empty when there is none. */
  readonly code: string;
  readonly stdout: string;
  readonly stderr: string;
  /** What was read of the system to tell causes apart, such as `sysctl:user/max_user_namespaces`. */
  readonly signs?: Readonly<Record<string, string>>;
}

/**
 * The first failure of the knowledge that fits, with the line that the program said it in.
 * The list ends with entries that fit everything, so that there is always a sentence.
 */
export function classify(rung: string, outcome: Outcome, failures: readonly Failure[]): Reason {
  const { end, code, stdout, stderr, signs } = outcome;
  const said: Readonly<Record<string, string>> = { ...signs, end, code, stdout, stderr, output: `${stdout}\n${stderr}` };
  const value = (key: string) => said[key];
  const fits = (failure: Failure) =>
    (failure.rungs.length === 0 || failure.rungs.includes(rung)) &&
    failure.when.every(({ key, any }) => {
      const text = value(key);
      return text !== undefined && any.some((match) => matches(match, text));
    });
  const id = failures.find(fits)?.id ?? 'unknown';
  // wsl.exe says its errors where programs say their results.
  const detail = lastLine(stderr) || (code === '0' || stdout.includes('probe=1') ? '' : lastLine(stdout));
  return detail ? { id, detail } : { id };
}

/** Whether a text is equal to, or contains, what a match names. */
export function matches(match: Match, text: string): boolean {
  return typeof match === 'string' ? match === text : new RegExp(match.re, match.flags).test(text);
}

function lastLine(text: string): string {
  return text.split('\n').map(printable).filter(Boolean).at(-1) ?? '';
}
