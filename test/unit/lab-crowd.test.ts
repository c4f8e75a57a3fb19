import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ROOT } from '../../src/cli/files.ts';
import { allThreads, MARGIN, processCap } from '../../src/lab-node/cap.ts';
import { runProcess } from '../../src/lab-node/process.ts';
import { MOST_PROCESSES } from '../../src/lab-node/watch.ts';
import type { LabReport } from '../../src/model/lab.ts';
import { type Den, makeDen, until, withFake } from '../support/lab.ts';

/** Each is bounded, should the lab fail to stop it: by its depth or count, and for users but root by a limit of its own. */
const BELT = 'ulimit -p 700 2>/dev/null || true; ';
const BOMBS: readonly (readonly [string, string])[] = [
  ['one after the other', 'i=0; while [ $i -lt 400 ]; do sleep $TOKEN & i=$((i+1)); done; wait'],
  ['each two', 'n=$((${1:-9}-1)); [ $n -lt 0 ] && exec sleep $TOKEN; "$0" $n & "$0" $n & wait'],
  ['each two, deaf', 'trap "" TERM HUP; n=$((${1:-9}-1)); [ $n -lt 0 ] && exec sleep $TOKEN; "$0" $n & "$0" $n & wait; sleep $TOKEN'],
  [
    'each two, in sessions of their own, whose parents leave them',
    'n=$((${1:-9}-1)); [ $n -lt 0 ] && exec sleep $TOKEN; setsid "$0" $n & setsid "$0" $n & [ $# -gt 0 ] || wait; [ $# -gt 0 ] || sleep $TOKEN',
  ],
];

const linux = process.platform === 'linux';
if (!linux) console.log(`skipped on ${process.platform}: processes are counted in Linux’ /proc`);

describe.runIf(linux)('a crowd', () => {
  let den: Den;
  beforeEach(() => {
    den = makeDen();
  });
  afterEach(() => den.close());
  const gone = async () => {
    expect(await until(() => den.running().length === 0), `still running: ${den.running().length}`).toBe(true);
    expect(den.folders()).toEqual([]);
  };

  test.each(BOMBS)('of programs that start %s is ended long before the limit of time', async (_, script) => {
    const fake = den.program('fake', `${BELT}${script}`);
    const runner = await den.runner({ knowledge: await withFake(), tools: { fake }, limits: { probe: 10_000, slow: 10_000, rung: 10_000 } });
    const began = performance.now();
    const { rungs } = await runner.run({ repeat: 1 });
    expect(rungs.at(-1)).toMatchObject({ available: false, reason: { id: 'crowd' } });
    expect(performance.now() - began).toBeLessThan(6_000);
    await gone();
  });

  test(`of ${MOST_PROCESSES} is none`, async () => {
    const fake = den.program('fake', `i=0; while [ $i -lt ${MOST_PROCESSES - 4} ]; do sleep $TOKEN & i=$((i+1)); done; exec sleep 0.4`);
    const { end } = await runProcess({ argv: [fake], cwd: den.path, env: { PATH: '/usr/bin:/bin' }, limitMs: 5_000 });
    expect(end).toBe('exit');
    await gone();
  });

  test('of a user’s is ended too', async ({ skip }) => {
    if (process.getuid?.() !== 0) skip();
    const fake = den.program('fake', `exec ${den.program('bomb', `${BELT}${BOMBS[1]?.[1]}`)}`);
    spawnSync('chown', ['-R', '65534:65534', den.path]);
    const user = spawnSync(
      'setpriv',
      [
        '--reuid=65534',
        '--regid=65534',
        '--clear-groups',
        process.execPath,
        join(ROOT, 'src/cli/lab.ts'),
        '--json',
        '--repeat',
        '1',
        '--rungs',
        'namespaces',
        '--tool',
        `unshare=${fake}`,
      ],
      { encoding: 'utf8', env: { PATH: process.env.PATH, TMPDIR: den.path } },
    );
    if (user.status !== 0) {
      console.log(`skipped: another user may not run this here (${user.stderr.trim().split('\n').at(-1)})`);
      skip();
    }
    expect((JSON.parse(user.stdout) as LabReport).rungs.at(-1)?.reason?.id).toBe('crowd');
    await gone();
  });
});

describe.runIf(linux)('who was seen', () => {
  let den: Den;
  beforeEach(() => {
    den = makeDen();
  });
  afterEach(() => den.close());
  const left = async (script: string, mark?: string) => {
    const argv = [den.program('fake', script)];
    const { end } = await runProcess({ argv, cwd: den.path, env: { PATH: '/usr/bin:/bin' }, limitMs: 3_000, ...(mark !== undefined && { mark }) });
    expect(end).toBe('exit');
    return until(() => den.running().length === 0, 1_000);
  };

  test('is ended, though without parent, mark, group and session', async () => {
    expect(await left('setsid env -i sleep $TOKEN & sleep 0.4')).toBe(true);
  });

  test('is ended with those that it started later', async () => {
    expect(await left('setsid env -i sh -c "sleep 0.3; setsid sleep $TOKEN & sleep $TOKEN" & sleep 0.2; (sleep 0.3)')).toBe(true);
  });

  test('at the report is ended, however short the run', async () => {
    expect(await left('setsid env -i sleep $TOKEN & sleep 0.02; echo end; read -r end || true', 'end')).toBe(true);
  });

  test('is left alone when its id is another process’s by now', ({ skip }) => {
    const own = ['--user', '--map-root-user', '--pid', '--fork', '--kill-child', '--mount-proc'];
    const { stdout, stderr, status } = spawnSync('unshare', [...own, process.execPath, join(ROOT, 'test/support/pid-reuse.ts')], {
      encoding: 'utf8',
      timeout: 20_000,
    });
    if (status !== 0) {
      console.log(`skipped: no process table here whose next id one may set (${stderr.trim().split('\n').at(-1)})`);
      skip();
    }
    expect(stdout.trim()).toBe('alive');
  });
});

describe.runIf(linux)('the limit of the kernel', () => {
  test('is what this user runs, and a margin', () => {
    const [, , uid = ''] = /^Uid:\s+(\d+)\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'latin1')) ?? [];
    const threads = spawnSync('ps', ['-L', '-U', uid, '-o', 'tid='], { encoding: 'utf8' });
    const counted = threads.stdout.trim().split('\n').length;
    const cap = Number(processCap());
    expect(cap - MARGIN).toBeGreaterThan(0);
    if (threads.status === 0) expect(Math.abs(cap - MARGIN - counted)).toBeLessThan(40);
  });

  const inNode = (before: readonly string[], code: string) => {
    const importing = `const { processCap } = await import(${JSON.stringify(join(ROOT, 'src/lab-node/cap.ts'))}); ${code}`;
    const [program = '', ...args] = [...before, process.execPath, '--input-type=module', '-e', importing];
    return spawnSync(program, args, { encoding: 'utf8', timeout: 20_000 });
  };

  test('never rises above the one there is', () => {
    expect(inNode(['prlimit', '--nproc=777'], 'console.log(processCap())').stdout.trim()).toBe('777');
  });

  test('behind a process table of its own it starts from what the whole kernel runs', ({ skip }) => {
    const own = ['unshare', '--user', '--map-root-user', '--pid', '--fork', '--kill-child', '--mount-proc'];
    const { stdout, status } = inNode(own, 'console.log(processCap(0))');
    if (status !== 0) skip();
    expect(Math.abs(Number(stdout) - (allThreads() ?? 0))).toBeLessThan(60);
  });

  test('holds a user: so many more than it runs, and none above', ({ skip }) => {
    if (process.getuid?.() !== 0) skip();
    const shell = 'i=0; while [ $i -lt 30 ]; do sleep 0.3 & i=$((i+1)); echo $i; done';
    const code = `const { spawnSync } = await import('node:child_process');
      const { stdout, stderr } = spawnSync('prlimit', ['--nproc=' + processCap(9), '/bin/sh', '-c', ${JSON.stringify(shell)}], { encoding: 'utf8' });
      console.log(JSON.stringify([stdout.trim().split('\\n').length, stderr]));`;
    const { stdout, status } = inNode(['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'], code);
    if (status !== 0) skip();
    const [started, complaint] = JSON.parse(stdout) as [number, string];
    // One of the nine is the shell itself; Node may have begun or ended a thread of its own meanwhile.
    expect(started).toBeGreaterThan(3);
    expect(started).toBeLessThan(14);
    expect(complaint).toMatch(/cannot fork|resource temporarily unavailable/i);
  });

  test('stands on what a rung runs', async () => {
    const den = makeDen();
    const fake = den.program('fake', "grep '^Max processes' /proc/self/limits >&2; exit 1");
    const runner = await den.runner({ knowledge: await withFake(), tools: { fake } });
    const detail = (await runner.run({ repeat: 1 })).rungs.at(-1)?.reason?.detail;
    den.close();
    expect(Math.abs(Number(/^Max processes\s+(\d+)\s+\1 /.exec(detail ?? '')?.[1]) - Number(processCap()))).toBeLessThan(40);
  });
});
