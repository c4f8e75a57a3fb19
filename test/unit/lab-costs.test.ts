import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ROOT } from '../../src/cli/files.ts';
import { loopClock, machineCosts, roundsFor, shellCosts } from '../../src/lab/costs.ts';
import { embeddedRung } from '../../src/lab/embedded.ts';
import type { Rung } from '../../src/model/lab.ts';
import { hostMachineCost } from '../../src/lab/xorshift.ts';
import { diskOf } from '../../src/lab-node/disk.ts';
import { type Den, makeDen, until, withFake } from '../support/lab.ts';

/** The probe's lines, each so many milliseconds after the one before. */
function marksOf(lines: readonly (readonly [string, number])[]) {
  let time = 0;
  const clock = loopClock(() => time);
  for (const [text, after] of lines) {
    time += after;
    clock.take(text);
  }
  return clock.marks;
}

const all = (...times: readonly number[]) =>
  marksOf([['loop=begin\n', 5], ...times.map((ms, index): [string, number] => [`loop=${index % 2 ? 'calls' : 'compute'}\n`, ms])]);
/** Eight turns of these. */
const eight = (...times: readonly number[]) => all(...Array.from({ length: 16 / times.length }, () => times).flat());

describe('the probe’s loops', () => {
  test('the best of eight counts; the call is what the second loop takes more', () => {
    expect(shellCosts(eight(30, 50, 20, 44), 20_000)).toEqual({ shell: 1000, call: 1200 });
  });

  test('lines are timed when they are whole, among others, from a serial port too', () => {
    const marks = marksOf([
      ['end=1\r\nloops 20\r\nloop=be', 1],
      ['gin\r', 1],
      ['\nloop=compute\r\nloop=', 10],
      ['calls\r\n', 20],
    ]);
    expect(marks).toEqual([
      { what: 'begin', at: 12 },
      { what: 'compute', at: 12 },
      { what: 'calls', at: 32 },
    ]);
  });

  test.each([
    ['nothing', []],
    ['a missing line', all(20, 40, 20, 40)],
    ['one too many', all(...Array.from({ length: 17 }, () => 20))],
    ['another order', marksOf(['begin', ...Array.from({ length: 8 }, () => ['calls', 'compute']).flat()].map((what) => [`loop=${what}\n`, 10]))],
    ['unknown words', marksOf(['begin', ...'abababababababab'].map((what) => [`loop=${what}\n`, 10]))],
    ['no time passed', eight(0, 0)],
    ['a clock that runs back', eight(-20, -40)],
    ['a clock that says nothing', eight(Number.NaN, 1)],
  ])('%s: no costs', (_, marks) => {
    expect(shellCosts(marks, 20_000)).toEqual({});
    expect(shellCosts(eight(20, 40), 0)).toEqual({});
  });

  test('a call that seems to take no time is not said', () => {
    expect(shellCosts(eight(20, 20, 20, 19), 20_000)).toEqual({ shell: 1000 });
  });

  test('a line that was read late makes the next loop no shorter; where no times are alike, nothing is said', () => {
    expect(shellCosts(eight(39, 3, 20, 40, 20, 40, 20, 40), 20_000)).toEqual({ shell: 1000, call: 1000 });
    expect(shellCosts(all(...Array.from({ length: 16 }, (_, index) => 10 + 4 * index)), 20_000)).toEqual({});
  });

  test('no output makes it throw or keep much', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('loop=begin\n', 'loop=compute\n', 'loop=calls\n')), { maxLength: 40 }), (chunks) => {
        const marks = marksOf(chunks.map((chunk) => [chunk, 1]));
        expect(marks.length).toBeLessThanOrEqual(18);
        for (const value of Object.values(shellCosts(marks, 10))) expect(value).toBeGreaterThan(0);
      }),
    );
    expect(marksOf(Array.from({ length: 99 }, () => ['loop=begin\n', 1]))).toHaveLength(18);
  });

  test.runIf(process.platform === 'linux')('the probe runs them when it is asked to, and not otherwise', () => {
    const said = (input: string) => {
      const { stdout, status } = spawnSync('sh', [join(ROOT, 'media/lab/probe.sh')], { input, encoding: 'utf8', timeout: 10_000 });
      expect(status).toBe(0);
      return stdout.split('\n').filter((line) => /^(loop|end)=/.test(line));
    };
    const turn = ['loop=compute', 'loop=calls'];
    expect(said('loops 2 3\n')).toEqual(['end=1', 'loop=begin', ...turn, ...turn]);
    expect(said('\n')).toEqual(['end=1']);
    expect(said('')).toEqual(['end=1']);
  });

  test('an emulated Linux is asked for fewer', () => {
    expect(roundsFor({ prepare: ['root', 'linux'] })).toBeLessThan(roundsFor({ prepare: ['root'] }));
  });
});

const loop = (what: string, rounds: number, microseconds: number) => JSON.stringify({ type: 'loop', what, rounds, microseconds });
const READY = '{"type":"ready"}';
const ANSWER = [loop('compute', 1_000, 9_000), READY, loop('compute', 2_000_000, 10_000), loop('port', 80_000, 10_000), READY];

describe('the teaching kernel’s loops', () => {
  test('its answer counts, not its report', () => {
    expect(machineCosts(ANSWER)).toEqual({ machine: 5, port: 125 });
  });

  test('an answer that is not complete, or garbage, is none; what took no time or went no round is left out', () => {
    expect(machineCosts(ANSWER.slice(0, -1))).toEqual({});
    expect(machineCosts(ANSWER.slice(0, 2))).toEqual({});
    expect(machineCosts([READY, loop('compute', 0, 10), loop('port', 5, 0), loop('port', -5, 10), '{"type":"loop"}', 'x', READY])).toEqual({});
    expect(machineCosts([READY, 'unknown command: loops', READY])).toEqual({});
  });
});

describe('the host’s own xorshift', () => {
  test('the best of several spans, with pauses between', async () => {
    let time = 0;
    let pauses = 0;
    const steps = [7, 20, 3, 20, 20, 20, 20, 20];
    const cost = await hostMachineCost(
      () => {
        time += steps[pauses - 1] ?? 0;
        return time;
      },
      async () => void pauses++,
    );
    // Where the clock goes on by 3 ms a look, it takes four looks until 10 ms have passed.
    expect(cost).toBe(300);
    expect(pauses).toBe(8);
  });

  test('a clock that stands still is no endless loop', async () => {
    expect(
      await hostMachineCost(
        () => 1,
        async () => {},
      ),
    ).toBeUndefined();
  });

  test('is run, and is fast', async () => {
    const cost = await hostMachineCost(
      () => performance.now(),
      async () => {},
    );
    expect(cost).toBeGreaterThan(0.3);
    expect(cost).toBeLessThan(100);
  });
});

test('the embedded machine is asked for its loops and stopped', async () => {
  const said: string[] = [];
  const machine = (...texts: readonly string[]) =>
    embeddedRung(async () => ({
      lines: (async function* () {
        for (const text of texts) yield { text, at: 1 };
      })(),
      send: (command: string) => void said.push(command),
      stop: () => void said.push('stopped'),
    }));
  const { signal } = new AbortController();
  expect(machineCosts(await machine(...ANSWER, 'late').loops(signal))).toEqual({ machine: 5, port: 125 });
  expect(said.splice(0)).toEqual(['loops', 'stopped']);
  expect(machineCosts(await machine(READY).loops(signal))).toEqual({});
  expect(said.splice(0)).toEqual(['loops', 'stopped']);
  expect(await machine(...ANSWER).loops(AbortSignal.abort())).toEqual([]);
  expect(said).toEqual(['stopped']);
});

describe.runIf(process.platform === 'linux')('costs of a rung', () => {
  let den: Den;
  beforeEach(() => {
    den = makeDen();
  });
  afterEach(() => den.close());

  const REPORT = 'echo probe=1; echo os=x; echo end=1; read -r what rounds || true; [ "$what" = loops ] || exit 0\n';
  const runFake = async (script: string, signal?: AbortSignal, change?: Partial<Rung>) => {
    const fake = den.program('fake', script);
    const runner = await den.runner({ knowledge: await withFake(change), tools: { fake }, limits: { probe: 1_000, costs: 1_500, rung: 10_000 } });
    const { rungs } = await runner.run({ repeat: 2, ...(signal && { signal }) });
    expect(await until(() => den.running().length === 0), 'nothing left').toBe(true);
    expect(den.folders()).toEqual([]);
    return { host: rungs.find(({ id }) => id === 'host'), result: rungs.find(({ id }) => id === 'namespaces') };
  };

  test('the same loops on the host and in a rung, and the machine’s loop in this process', async () => {
    const { host, result } = await runFake(`exec sh ${join(ROOT, 'media/lab/probe.sh')}`);
    for (const costs of [host?.costs, result?.costs]) {
      expect(costs?.shell).toBeGreaterThan(50);
      expect(costs?.call).toBeGreaterThan(10);
    }
    expect(host?.costs?.machine).toBeGreaterThan(0.3);
    expect(result?.costs?.machine).toBeUndefined();
    expect([host?.disk, result?.disk]).toEqual([0, 0]);
  });

  test.each([
    ['answers too slowly', 'echo loop=begin; sleep $TOKEN; echo loop=compute'],
    ['never answers', "trap '' TERM; sleep $TOKEN; sleep $TOKEN"],
    ['floods', 'while :; do echo loop=compute; done'],
    ['fails', 'exit 3'],
  ])('one that %s is available all the same', async (_, script) => {
    const { result } = await runFake(REPORT + script);
    expect(result).toMatchObject({ available: true, facts: { os: 'x' }, startup: { n: 2 } });
    expect(result?.costs).toBeUndefined();
  });

  test('where no loops are alike, it is asked three times and no more', async () => {
    const log = join(den.path, 'log');
    const uneven = 'for i in 1 2 3 4 5 6 7 8; do sleep 0.00$i; echo loop=compute; sleep 0.01$i; echo loop=calls; done';
    const { result } = await runFake(`${REPORT}echo asked >>${log}; echo loop=begin; ${uneven}`);
    const asked = spawnSync('cat', [log], { encoding: 'utf8' }).stdout.length / 'asked\n'.length;
    expect(result?.costs === undefined ? 3 : asked).toBe(asked);
    expect(asked).toBeLessThanOrEqual(3);
  });

  test('another shell’s computing is not compared: an image brings its own', async () => {
    const probe = `[ "$1" = image ] && echo busybox:1 && exit 0; exec sh ${join(ROOT, 'media/lab/probe.sh')}`;
    const { result } = await runFake(probe, undefined, { prepare: ['image'] });
    expect(Object.keys(result?.costs ?? {})).toEqual(['call']);
    expect(result?.disk).toBeUndefined();
  });

  test('a slow one is repeated less often, so that there is time for its loops', async () => {
    const fake = den.program('fake', `sleep 0.4; exec sh ${join(ROOT, 'media/lab/probe.sh')}`);
    const runner = await den.runner({ knowledge: await withFake(), tools: { fake }, limits: { probe: 2_000, costs: 3_000, rung: 4_000 } });
    const result = (await runner.run({ repeat: 50 })).rungs.at(-1);
    expect(result?.startup?.n).toBeLessThan(5);
    expect(result?.costs?.shell).toBeGreaterThan(50);
  });

  test('one that does not run is not asked', async () => {
    const log = join(den.path, 'log');
    const { result } = await runFake(`echo started >>${log}\nexit 1`);
    expect(result).toMatchObject({ available: false });
    expect(spawnSync('cat', [log], { encoding: 'utf8' }).stdout).toBe('started\n');
  });

  test('cancelled in the middle of the loops: what was measured before stays', async () => {
    const stop = new AbortController();
    const running = runFake(`${REPORT}sleep $TOKEN`, stop.signal);
    expect(await until(() => den.running().length > 0, 8_000)).toBe(true);
    stop.abort();
    const { result } = await running;
    expect(result).toMatchObject({ available: true, startup: { n: 2 } });
    expect(result?.costs).toBeUndefined();
  });
});

test('what is on disk: what was made or handed over, links not followed, an archive instead of what is in it', () => {
  const den = makeDen();
  try {
    const root = join(den.path, 'root');
    mkdirSync(join(root, 'bin'), { recursive: true });
    writeFileSync(join(root, 'bin/sh'), Buffer.alloc(3_000));
    symlinkSync('/usr/bin/env', join(root, 'env'));
    symlinkSync('/', join(root, 'up'));
    const kernel = join(den.path, 'kernel');
    writeFileSync(kernel, Buffer.alloc(5_000));
    expect(diskOf({ prepare: [] }, {})).toBe(0);
    expect(diskOf({ prepare: ['root'] }, { root })).toBe(3);
    expect(diskOf({ prepare: ['kernel'] }, { kernel })).toBe(5);
    expect(diskOf({ prepare: ['root', 'linux'] }, { root, linux: kernel, initramfs: kernel })).toBe(10);
    expect(diskOf({ prepare: ['image'] }, { image: 'x' })).toBeUndefined();
    expect(diskOf({ prepare: ['root'] }, { root: join(den.path, 'gone') })).toBeUndefined();
  } finally {
    den.close();
  }
});
