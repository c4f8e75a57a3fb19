import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ROOT } from '../../src/cli/files.ts';
import { OUTPUT_LIMIT, runProcess } from '../../src/lab-node/process.ts';
import type { LabReport } from '../../src/model/lab.ts';
import { type Den, makeDen, until, withFake } from '../support/lab.ts';

const LIMITS = { probe: 500, slow: 500, costs: 0, rung: 3_000, after: 1_000 };
const OK = 'echo probe=1; echo os=x; echo end=1; read -r end || true';

const linux = process.platform === 'linux';
if (!linux) console.log(`skipped on ${process.platform}: what is left of processes is looked up in Linux’ /proc`);

async function nothingLeft(den: Den): Promise<void> {
  expect(await until(() => den.running().length === 0), `still running: ${den.running()}`).toBe(true);
  expect(den.folders()).toEqual([]);
}

describe.runIf(linux)('programs that misbehave', () => {
  let den: Den;
  beforeEach(() => {
    den = makeDen();
  });
  afterEach(() => den.close());

  const runFake = async (script: string, signal?: AbortSignal) => {
    const fake = den.program('fake', script);
    const runner = await den.runner({ knowledge: await withFake(), tools: { fake }, limits: LIMITS });
    const began = performance.now();
    const report = await runner.run({ repeat: 2, ...(signal && { signal }) });
    return { result: report.rungs.find(({ id }) => id === 'namespaces'), ms: performance.now() - began };
  };

  test.each([
    ['prints 100 MB', 'head -c 100000000 /dev/zero', 'flood'],
    ['prints 100 MB of errors', 'head -c 100000000 /dev/zero >&2', 'flood'],
    ['prints without end, deaf to SIGTERM', "trap '' TERM; while :; do echo $TOKEN; done", 'flood'],
    ['hangs', 'exec sleep $TOKEN', 'timeout'],
    ['is deaf to SIGTERM', "trap '' TERM INT HUP; sleep $TOKEN; sleep $TOKEN; sleep $TOKEN", 'timeout'],
    ['leaves children behind', 'sleep $TOKEN & sleep $TOKEN & exit 0', 'no-report'],
    ['leaves a child in a session of its own', 'setsid sh -c \'trap "" TERM; sleep $TOKEN; sleep $TOKEN\' & sleep 0.1; exit 0', 'no-report'],
    ['hangs with children in sessions of their own', 'setsid sleep $TOKEN & setsid sleep $TOKEN & sleep $TOKEN', 'timeout'],
    ['says the first word and hangs', 'echo probe=1; exec sleep $TOKEN', 'timeout'],
    ['exits with 0 and garbage', 'head -c 2000 /dev/urandom', 'no-report'],
    ['reports and fails', `${OK}; exit 3`, 'unknown'],
    ['kills itself', `echo probe=1; kill -9 $$`, 'unknown'],
    ['is no program', '\u0000', 'no-report'],
  ])('one that %s', async (_, script, reason) => {
    const { result, ms } = await runFake(script);
    expect(result).toMatchObject({ available: false, reason: { id: reason }, facts: {} });
    expect(JSON.stringify(result).length).toBeLessThan(2_000);
    expect(ms).toBeLessThan(4_000);
    await nothingLeft(den);
  });

  test('one that reports works; a child that holds its output is not waited for and does not live on', async () => {
    const { result, ms } = await runFake(`sleep $TOKEN & ${OK}`);
    expect(result).toMatchObject({ available: true, facts: { os: 'x' }, startup: { n: 2 } });
    expect(ms).toBeLessThan(3_000);
    await nothingLeft(den);
  });

  test('cancelling ends it with its group', async () => {
    const stop = new AbortController();
    const running = runFake("trap '' TERM; sleep $TOKEN & sleep $TOKEN", stop.signal);
    await until(() => den.running().length > 1);
    stop.abort();
    expect((await running).result?.reason?.id).toBe('cancelled');
    await nothingLeft(den);
  });

  test('a runner that is disposed of leaves nothing', async () => {
    const fake = den.program('fake', 'sleep $TOKEN');
    const runner = await den.runner({ knowledge: await withFake(), tools: { fake }, limits: { costs: 0 } });
    const running = runner.run({ repeat: 1 });
    await until(() => den.running().length > 0);
    await runner.dispose();
    expect((await running).rungs.at(-1)?.reason?.id).toBe('cancelled');
    await nothingLeft(den);
  });
});

describe.runIf(linux)('what the lab starts', () => {
  let den: Den;
  beforeEach(() => {
    den = makeDen();
  });
  afterEach(() => den.close());

  test('the environment of the reader is not handed on, and no argument is read by a shell', async () => {
    process.env.VIRTLENS_SECRET = 'secret';
    const fake = den.program('fake', 'env >&2; echo "$1" >&2; exit 1');
    const ended = await runProcess({ argv: [fake, '$(echo no); `id`'], cwd: den.path, env: { A: 'b' }, limitMs: 2_000 });
    delete process.env.VIRTLENS_SECRET;
    expect(ended.stderr).not.toContain('secret');
    expect(ended.stderr).toContain('A=b');
    expect(ended.stderr).toContain('$(echo no); `id`');
  });

  test('children of one that ended are killed with its group, mark or not', async () => {
    const fake = den.program('fake', 'sleep $TOKEN & exit 0');
    await runProcess({ argv: [fake], cwd: den.path, env: { PATH: '/usr/bin:/bin' }, limitMs: 2_000 });
    await nothingLeft(den);
  });

  test('output is kept to its limit', async () => {
    const fake = den.program('fake', 'head -c 1000000 /dev/zero');
    const { stdout, end } = await runProcess({ argv: [fake], cwd: den.path, env: {}, limitMs: 5_000 });
    expect(end).toBe('flood');
    expect(stdout.length).toBeLessThanOrEqual(OUTPUT_LIMIT);
  });

  test('density: so many at once, measured when all are ready, stopped before the budget, nothing left', async () => {
    const fake = den.program('fake', `${OK}\nexec true $TOKEN`);
    const runner = await den.runner({ knowledge: await withFake(), tools: { fake } });
    const request = { rung: 'namespaces', counts: [8, 1, 8, 0.5, 9_999] };
    const all = await runner.density({ ...request, budgetMiB: 512 });
    expect(all).toMatchObject({ stopped: 'complete', points: [{ instances: 1 }, { instances: 8 }] });
    for (const { pss } of all.points) expect(pss).toBeGreaterThan(50);
    expect(await runner.density({ ...request, budgetMiB: 0.1 })).toMatchObject({ stopped: 'budget', points: [{ instances: 1 }] });
    den.program('fake', 'exit 1');
    expect(await runner.density({ ...request, budgetMiB: 512 })).toMatchObject({ stopped: 'failed', points: [] });
    await nothingLeft(den);
  });

  test('an engine’s container is removed after each run, by its name', async () => {
    const log = join(den.path, 'log');
    const engine = den.program('engine', `echo "$@" >>${log}\ncase $1 in image) echo busybox:1 ;; run) ${OK} ;; esac`);
    const attempts = [{ command: [{ tool: 'engine', args: ['run', '{name}', '{image}'] }], after: [[{ tool: 'engine', args: ['rm', '{name}'] }]] }];
    const runner = await den.runner({ knowledge: await withFake({ prepare: ['image'], attempts }), tools: { engine }, limits: { ...LIMITS, costs: 1_000 } });
    const { rungs } = await runner.run({ repeat: 1 });
    expect(rungs.at(-1)).toMatchObject({ available: true });
    expect(readFileSync(log, 'utf8')).toMatch(/^image ls .*\nrun (virtlens-lab-[0-9a-f]{12}) busybox:1\nrm \1\nrun \1 busybox:1\nrm \1\n$/);
    await nothingLeft(den);
  });

  test('a parent killed with -9: what dies with it is gone, the rest the next run proves to be ours and clears', async () => {
    const hanging = den.program('hanging', 'setsid sleep $TOKEN & exec sleep $TOKEN');
    const cli = (...args: string[]) =>
      spawn(process.execPath, [join(ROOT, 'src/cli/lab.ts'), '--json', ...args], {
        env: { ...process.env, TMPDIR: den.path },
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    const killed = cli('--rungs', 'namespaces', '--tool', `unshare=${hanging}`);
    expect(await until(() => den.running().length === 2, 20_000)).toBe(true);
    expect(den.folders()).toHaveLength(1);
    killed.kill('SIGKILL');
    if (existsSync('/usr/bin/setpriv')) expect(await until(() => den.running().length === 1), 'the program itself died with its parent').toBe(true);

    const next = cli('--rungs', 'host', '--repeat', '1');
    let output = '';
    next.stdout.on('data', (chunk) => {
      output += chunk;
    });
    await new Promise((resolve) => next.on('close', resolve));
    expect((JSON.parse(output) as LabReport).rungs[0]).toMatchObject({ id: 'host', available: true });
    await nothingLeft(den);
  });
});
