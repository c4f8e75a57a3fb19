import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ROOT } from '../../src/cli/files.ts';
import { leftovers, makeFolder, removeFolder } from '../../src/lab-node/folder.ts';
import { descendants, isZombie, startOf } from '../../src/lab-node/tree.ts';
import type { LabReport } from '../../src/model/lab.ts';
import { type Den, makeDen, until, withFake } from '../support/lab.ts';

describe.runIf(process.platform === 'linux')('leftovers', () => {
  let den: Den;
  beforeEach(() => {
    den = makeDen();
  });
  afterEach(() => den.close());
  const note = (path: string, owner: object) => {
    mkdirSync(path, { mode: 0o700 });
    writeFileSync(join(path, 'owner.json'), JSON.stringify(owner));
  };
  const dead = { virtlens: 'lab', id: '0123456789ab', pid: 2 ** 22 + 1, start: '1', boot: '' };

  test('only folders of ours whose owner is gone', () => {
    const live = makeFolder(den.path);
    note(join(den.path, 'virtlens-lab-dead'), dead);
    note(join(den.path, 'virtlens-lab-other'), { ...dead, virtlens: 'x' });
    note(join(den.path, 'virtlens-lab-badid'), { ...dead, id: '../../etc' });
    note(join(den.path, 'unrelated'), dead);
    mkdirSync(join(den.path, 'virtlens-lab-empty'), { mode: 0o700 });
    mkdirSync(join(den.path, 'virtlens-lab-open'));
    writeFileSync(join(den.path, 'virtlens-lab-open', 'owner.json'), JSON.stringify(dead));
    symlinkSync(join(den.path, 'virtlens-lab-dead'), join(den.path, 'virtlens-lab-link'));
    expect(leftovers(den.path).map(({ path }) => path)).toEqual([join(den.path, 'virtlens-lab-dead')]);
    expect(removeFolder(live)).toBe(true);
    expect(readdirSync(den.path)).not.toContain(live.path);
  });

  test('an owner that has ended, but is not yet taken note of by its parent, is gone', async () => {
    const parent = spawn('/bin/sh', ['-c', `true & exec sleep ${den.token}`], { stdio: 'ignore' });
    expect(await until(() => descendants(parent.pid).some(isZombie))).toBe(true);
    const [zombie = 0] = descendants(parent.pid);
    note(join(den.path, 'virtlens-lab-zombie'), {
      ...dead,
      pid: zombie,
      start: startOf(zombie),
      boot: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
    });
    expect(leftovers(den.path)).toHaveLength(1);
    parent.kill('SIGKILL');
  });

  test('a hanging engine is asked once for all that was left, and cancelling does not wait for it', async () => {
    for (const name of ['one', 'two', 'three']) note(join(den.path, `virtlens-lab-${name}`), dead);
    const log = join(den.path, 'log');
    const engine = den.program('engine', `echo "$*" >>${log}; exec sleep $TOKEN`);
    const attempts = ['a', 'b'].map((arg) => ({ command: [{ tool: 'engine', args: [arg] }], after: [[{ tool: 'engine', args: ['rm', '{name}'] }]] }));
    const runner = await den.runner({ knowledge: await withFake({ prepare: ['image'], attempts }), tools: { engine } });
    const began = performance.now();
    await runner.run({ rungs: [], signal: AbortSignal.timeout(300) });
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(readFileSync(log, 'utf8')).toMatch(/^rm virtlens-lab-\S+\n$/);
    expect(den.folders()).toHaveLength(3);
    await runner.run({ rungs: [], repeat: 1 });
    expect(readFileSync(log, 'utf8').split('\n').filter(Boolean)).toHaveLength(2);
    expect([den.running(), den.folders()]).toEqual([[], []]);
  });

  test('a folder in which something is mounted stays, whatever is in its name', () => {
    const parent = join(den.path, 'a place\\with blanks');
    mkdirSync(parent);
    const script = `import { removeFolder } from '${join(ROOT, 'src/lab-node/folder.ts')}'; console.log(removeFolder({ id: '', path: process.argv[1] }));`;
    const mount = den.program(
      'mounted',
      `mount -t tmpfs none "$1" || exit 99; echo x >"$1/precious"; '${process.execPath}' --input-type=module --eval "$2" "$1"; cat "$1/precious"`,
    );
    const { status, stdout, stderr } = spawnSync('unshare', ['--user', '--map-root-user', '--mount', mount, parent, script], { encoding: 'utf8' });
    if (status === 0 || stdout) expect(stdout).toBe('false\nx\n');
    else console.log(`skipped: nothing can be mounted here (${stderr.trim()})`);
  });

  test('links in a folder are removed, what they lead to is not', () => {
    const folder = makeFolder(den.path);
    mkdirSync(join(den.path, 'precious'));
    symlinkSync(join(den.path, 'precious'), join(folder.path, 'link'));
    removeFolder(folder);
    expect(readdirSync(den.path)).toEqual(['precious']);
  });
});

describe.runIf(process.platform === 'linux')('where there is no room', () => {
  let den: Den;
  beforeEach(() => {
    den = makeDen();
  });
  afterEach(() => den.close());

  test.each([
    ['of 600 kB', 'size=600k', [undefined, 'disk-full']],
    ['of 64 kB', 'size=64k', [undefined, 'disk-full']],
    ['with room for no more than the folder', 'size=1m,nr_inodes=2', ['disk-full', 'disk-full']],
  ])('a disk %s that fills is said, and cleaned up', (_, options, reasons) => {
    const disk = join(den.path, 'disk');
    mkdirSync(disk);
    const script = `mount -t tmpfs -o ${options} none ${disk} || exit 99\nTMPDIR=${disk} ${process.execPath} ${join(ROOT, 'src/cli/lab.ts')} --json --rungs chroot --repeat 1\nls ${disk} >&2`;
    const { status, stdout, stderr } = spawnSync('unshare', ['--user', '--map-root-user', '--mount', den.program('full', script)], { encoding: 'utf8' });
    if (status !== 0) {
      console.log(`skipped: no small disk here (${stderr.trim()})`);
      return;
    }
    const { rungs } = JSON.parse(stdout) as LabReport;
    expect(rungs.map(({ reason }) => reason?.id)).toEqual(reasons);
    expect(rungs.at(-1)?.reason?.detail).toMatch(/ENOSPC/);
    expect(stderr).toBe('');
  });

  test('where no folder can be made, every rung says so', async () => {
    const runner = await den.runner({ parent: join(den.path, 'missing') });
    const { rungs } = await runner.run({ rungs: ['namespaces'] });
    expect(rungs.map(({ reason }) => reason?.id)).toEqual(['no-folder', 'no-folder']);
  });
});
