import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RungResult } from '../../src/model/lab.ts';
import { type Den, makeDen } from '../support/lab.ts';

const RUNGS = ['host', 'chroot', 'namespaces', 'bubblewrap', 'runc', 'crun', 'lxc', 'gvisor'];

/** The cgroups of LXC containers: directly in the hierarchies, or one below. */
function lxcGroups(): string[] {
  const below = (folder: string): string[] => {
    try {
      return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [join(folder, entry.name)] : []));
    } catch {
      return [];
    }
  };
  const top = below('/sys/fs/cgroup');
  return [...top, ...top.flatMap(below)].filter((path) => path.includes('/lxc.')).sort();
}

/** The real rungs, as far as this machine allows: what does not run here says why and is passed over. */
describe.runIf(process.platform === 'linux')('rungs of this machine', () => {
  let den: Den;
  let results: ReadonlyMap<string, RungResult>;
  let groups: readonly string[];
  beforeAll(async () => {
    den = makeDen();
    groups = lxcGroups();
    const { rungs } = await (await den.runner()).run({ rungs: RUNGS, repeat: 2 });
    results = new Map(rungs.map((result) => [result.id, result]));
    for (const { id, available, reason } of rungs) if (!available) console.log(`skipped: ${id} (${reason?.id}: ${reason?.detail ?? ''})`);
  }, 120_000);
  afterAll(() => den.close());

  const here = (id: string) => {
    const result = results.get(id);
    return result?.available ? result : undefined;
  };
  const host = () => results.get('host')?.facts ?? {};

  test('the host is what /proc says', () => {
    expect(host()).toMatchObject({
      'uname.release': readFileSync('/proc/sys/kernel/osrelease', 'utf8').trim(),
      boot_id: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
      hostname: readFileSync('/proc/sys/kernel/hostname', 'utf8').trim(),
      uid: String(process.getuid?.()),
    });
    expect(host()['ns.pid']).toMatch(/^pid:\[\d+\]$/);
    expect(Number(host().processes)).toBeGreaterThan(1);
    const { startup, memory } = results.get('host') ?? {};
    expect(startup).toMatchObject({ n: 2 });
    expect(memory?.pss).toBeGreaterThan(0);
  });

  test.each(RUNGS.slice(1, -1))('%s: the host’s kernel', (id) => {
    const rung = here(id);
    if (rung) expect(rung.facts).toMatchObject({ boot_id: host().boot_id, 'uname.release': host()['uname.release'] });
  });

  test.each(['namespaces', 'bubblewrap', 'runc', 'crun', 'lxc'])('%s: a view of its own', (id) => {
    const rung = here(id);
    if (!rung) return;
    const { facts } = rung;
    expect(Number(facts.processes)).toBeLessThan(3);
    expect(facts.interfaces).toBe('lo');
    for (const name of ['pid', 'net', 'mnt', 'uts', 'ipc', 'user']) expect(facts[`ns.${name}`], name).not.toBe(host()[`ns.${name}`]);
  });

  test('chroot: another system’s name, the host’s processes and network', () => {
    const chroot = here('chroot');
    if (!chroot) return;
    expect(chroot.facts).toMatchObject({ os: 'VirtLens Lab', interfaces: host().interfaces, 'ns.pid': host()['ns.pid'], libc: host().libc });
    expect(chroot.command[0]).toContain('--map-root-user');
  });

  test('nothing is left', () => {
    expect(den.folders()).toEqual([]);
    expect(readFileSync('/proc/self/mountinfo', 'utf8')).not.toContain(den.path);
    expect(lxcGroups()).toEqual(groups);
  });
});
