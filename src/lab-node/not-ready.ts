import type { Outcome } from '../lab/classify.ts';

/** Thrown by a preparation: what happened, to be classified like a rung's own failure. */
export class NotReady extends Error {
  readonly outcome: Outcome;
  constructor(outcome: Partial<Outcome>) {
    super(outcome.stderr);
    this.outcome = { end: 'error', code: '', stdout: '', stderr: '', ...outcome };
  }
}
