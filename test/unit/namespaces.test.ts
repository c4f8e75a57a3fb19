import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../src/cli/files.ts';
import { familyOf, type ProcessRecord, type World, worldsOf } from '../../src/environment/namespaces.ts';
import { readProcesses } from '../../src/probe/processes.ts';

const { editor, processes } = JSON.parse(readFileSync(join(ROOT, 'test', 'fixtures', 'namespaces', 'this-machine.json'), 'utf8')) as {
  readonly editor: number;
  readonly processes: readonly ProcessRecord[];
};
const family = familyOf(processes, editor);

/** A tree of worlds as lines: what is own, and the names of the processes; the editor's own are starred. */
function lines(worlds: readonly World[], depth = 0): string[] {
  return worlds.flatMap(({ own, processes: members, editor: mine, inside }) => [
    `${'  '.repeat(depth)}[${own}] ${members.map(({ pid, name }) => `${name}${mine.includes(pid) ? '*' : ''}`).join(' ')}`,
    ...lines(inside, depth + 1),
  ]);
}

describe('grouping processes by namespace', () => {
  test('a recorded tree: who shares everything, and what the others have of their own', () => {
    expect(lines(worldsOf(processes, family))).toEqual([
      '[] process_api',
      '[] kthreadd pool_workqueue_release server* bash* bash* bash* node* bwrap* sleep*',
      '  [mnt] kdevtmpfs',
      '  [user,mnt,net,ipc,uts,cgroup] unshare*',
      '    [pid] sleep*',
      '  [net] sleep*',
      '  [user,mnt,pid,net,ipc,uts,cgroup] bwrap* sh* sleep*',
    ]);
  });

  test('a loop of parents, a missing parent and a process twice do no harm', () => {
    const record = (pid: number, parent: number, net: string): ProcessRecord => ({ pid, parent, name: `p${pid}`, namespaces: { net } });
    const loop = [record(10, 11, 'a'), record(11, 10, 'b'), record(12, 99, 'c'), record(12, 99, 'c')];
    expect(
      worldsOf(loop, new Set())
        .flatMap((world) => [world, ...world.inside])
        .map(({ processes: members }) => members.length),
    ).toEqual([1, 1, 2]);
    expect(familyOf(loop, 10)).toEqual(new Set([10, 11]));
    expect(worldsOf([], new Set())).toEqual([]);
  });

  test.runIf(process.platform === 'linux')('live: a name that would command a terminal is shown without its commands', async () => {
    const child = spawn('/bin/sh', ['-c', "printf '\\033[2Jx\\007(b) y' >/proc/$$/comm; echo named; read -r end"]);
    await once(child.stdout, 'data');
    try {
      expect((await readProcesses()).find(({ pid }) => pid === child.pid)?.name).toBe('[2Jx (b) y');
    } finally {
      child.kill('SIGKILL');
    }
  });

  test.runIf(process.platform === 'linux')('live: this process is found with its namespaces, by reading alone', async () => {
    const live = await readProcesses();
    const me = live.find(({ pid }) => pid === process.pid);
    expect(me?.parent).toBe(process.ppid);
    expect(me?.namespaces.pid).toMatch(/^pid:\[\d+\]$/);
    const worlds = worldsOf(live, familyOf(live, process.pid));
    const count = (all: readonly World[]): number => all.reduce((sum, { processes: members, inside }) => sum + members.length + count(inside), 0);
    expect(count(worlds)).toBe(live.length);
  });
});
