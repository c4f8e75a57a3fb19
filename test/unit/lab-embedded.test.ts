import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { embeddedRung, type RunningGuest } from '../../src/lab/embedded.ts';
import type { RunnerOptions } from '../../src/lab-node/runner.ts';
import { type Den, makeDen } from '../support/lab.ts';

const REPORT = ['{"type":"kernel","name":"VirtLens","release":"1","machine":"i686","boot":"0"}', '{"type":"ready"}'];

describe('the embedded machine as a rung', () => {
  let den: Den;
  let alive: number;
  let starts: number;
  beforeEach(() => {
    den = makeDen();
    [alive, starts] = [0, 0];
  });
  afterEach(() => den.close());

  /** One that says the given lines, waits, and goes on for ever. @param linesOf what the machine of this number says */
  const machine = (linesOf: (start: number) => readonly string[], waitMs = 0) =>
    embeddedRung(async (): Promise<RunningGuest> => {
      const start = starts++;
      alive++;
      let stop: () => void = () => {};
      const stopped = new Promise<void>((resolve) => {
        stop = resolve;
      });
      return {
        lines: (async function* () {
          await Promise.race([stopped, new Promise((resolve) => setTimeout(resolve, waitMs))]);
          for (const text of linesOf(start)) yield { text, at: 3 };
          await stopped;
        })(),
        send() {},
        stop() {
          alive -= Number(alive > 0);
          stop();
        },
      };
    });
  const run = async (embedded: RunnerOptions['embedded'], limits: RunnerOptions['limits'], signal?: AbortSignal) => {
    const runner = await den.runner({ ...(embedded && { embedded }), limits: { probe: 1, ...limits } });
    const { rungs } = await runner.run({ rungs: ['embedded'], repeat: 5, ...(signal && { signal }) });
    return rungs.find(({ id }) => id === 'embedded');
  };

  test('cancelled, it says so, and is not started again for its costs', async () => {
    const stop = new AbortController();
    const running = run(
      machine((start) => (start === 0 ? [] : REPORT)),
      {},
      stop.signal,
    );
    while (starts === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    stop.abort();
    expect(await running).toMatchObject({ available: false, reason: { id: 'cancelled' } });
    expect([starts, alive]).toEqual([1, 0]);
  });

  test('one that says nothing has run out of time', async () => {
    expect(
      await run(
        machine(() => []),
        { slow: 60 },
      ),
    ).toMatchObject({ available: false, reason: { id: 'timeout' } });
  });

  test('one that fails later keeps what was measured before', async () => {
    const result = await run(
      machine((start) => (start < 2 ? REPORT : [])),
      { slow: 60, costs: 60 },
    );
    expect(result).toMatchObject({ available: true, facts: { 'uname.release': '1' }, startup: { n: 2 } });
  });

  test('all its starts together stay within the limit of a rung', async () => {
    const began = performance.now();
    const result = await run(
      machine(() => REPORT, 150),
      { slow: 1_000, costs: 200, rung: 500 },
    );
    expect(result?.available).toBe(true);
    expect(result?.startup?.n).toBeLessThan(4);
    expect(performance.now() - began).toBeLessThan(2_500);
  });
});
