import { nanoseconds } from './costs.ts';

/** Milliseconds of one span, and how many: the first ones are slower, until the engine has compiled the loop. */
const SPAN = 10;
const SPANS = 8;
/** Between two looks at the clock. */
const ROUNDS = 10_000;

/**
 * The teaching kernel's loop (`compute` of `src/guest/time.c`) in this process, for the host's `Costs.machine`: each
 * shift waits for the one before, so that it hardly matters who compiled it (V8 here: 1 to 4 % over gcc, measured).
 * @param now milliseconds
 * @param pause lets others have the thread between two spans
 * @returns nanoseconds a round, the best span; undefined where the clock does not run
 */
export async function hostMachineCost(now: () => number, pause: () => Promise<void>): Promise<number | undefined> {
  let best = Number.POSITIVE_INFINITY;
  let x = 2_463_534_242 | 0;
  for (let span = 0; span < SPANS; span++) {
    await pause();
    const began = now();
    let rounds = 0;
    let passed = 0;
    // A clock that stands still must not stop the editor.
    for (let turn = 0; passed < SPAN && turn < 10_000; turn++) {
      x = xorshift(x, ROUNDS);
      rounds += ROUNDS;
      passed = now() - began;
    }
    best = Math.min(best, passed > 0 ? passed / rounds : best);
  }
  // It is never 0; that it is asked for keeps the loop from being left out.
  return x === 0 ? undefined : nanoseconds(best, 1);
}

function xorshift(seed: number, rounds: number): number {
  let x = seed;
  for (let i = 0; i < rounds; i++) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
  }
  return x;
}
