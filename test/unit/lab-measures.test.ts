import { describe, expect, test } from 'vitest';
import { compare, relations } from '../../src/lab/compare.ts';
import { knowledge } from '../support/knowledge.ts';

const lab = await knowledge().lab();
const { technologies } = await knowledge().technologies();

const host = {
  'uname.release': '6.1.0',
  'uname.version': '#1 SMP',
  boot_id: 'a',
  btime: '1000',
  os: 'Debian',
  capabilities: 'ff',
  memory: '100',
  'mount.device': '8:1',
  'mount.root': '/',
  'mount.type': 'ext4',
  'ns.mnt': 'mnt:[1]',
  'ns.user': 'user:[1]',
  'ns.net': 'net:[1]',
  'ns.pid': 'pid:[1]',
  'ns.uts': 'uts:[1]',
};

describe('measured against taught', () => {
  const verdicts = (id: string, technology: string | undefined, facts: Readonly<Record<string, string>>) => {
    const rung = lab.rungs.find((each) => each.id === id) ?? lab.rungs[0];
    if (!rung) throw new Error('no rungs');
    const all = compare(
      rung,
      host,
      facts,
      lab.measures,
      technologies.find((each) => each.id === technology),
    );
    return Object.fromEntries(all.map((verdict) => [verdict.layer, verdict]));
  };

  test('the host agrees with its lesson everywhere something was measured', () => {
    const found = Object.values(verdicts('host', 'host-process', host));
    expect(found.filter(({ says }) => says === 'agrees').map(({ layer }) => layer)).toEqual([
      'userland',
      'filesystem',
      'processes',
      'users',
      'hostname',
      'network',
      'kernel',
      'memory',
    ]);
    expect(found.some(({ says }) => says === 'contradicts')).toBe(false);
  });

  test('a container that shares the host’s network contradicts its lesson', () => {
    const inside = { ...host, 'ns.pid': 'pid:[2]', 'ns.uts': 'uts:[2]' };
    const found = verdicts('docker', 'docker', inside);
    expect(found.processes?.says).toBe('agrees');
    expect(found.network).toMatchObject({ says: 'contradicts', taught: 'isolated', measure: 'network-same', fits: ['shared', 'restricted'] });
  });

  test('a boot id that is mounted over is no other kernel; a later start is', () => {
    const faked = { ...host, boot_id: 'b', 'ns.pid': 'pid:[2]' };
    expect(verdicts('nspawn', 'systemd-nspawn', faked).kernel).toMatchObject({ says: 'agrees', measure: 'boot-id-remapped' });
    expect(verdicts('nspawn', 'systemd-nspawn', { ...faked, btime: '1010' }).kernel).toMatchObject({ says: 'contradicts', measure: 'kernel-differs' });
    expect(relations(host, faked)).toMatchObject({ boot_id: 'differs', kernel: 'same', 'ns.net': 'same', 'ns.pid': 'differs' });
  });

  test('equal namespace numbers of another kernel say nothing', () => {
    const guest = { ...host, boot_id: 'b', btime: '2000', 'uname.version': '#2' };
    const found = verdicts('qemu-kvm', 'kvm', guest);
    expect(found.kernel?.says).toBe('agrees');
    expect(found.network).toMatchObject({ says: 'nothing', fits: [] });
    expect(found.processes).toMatchObject({ measure: 'processes-other-kernel', says: 'agrees' });
  });

  test('an image of the host’s own distribution has files of its own; its name alone proves nothing', () => {
    const image = { ...host, 'ns.mnt': 'mnt:[2]', 'mount.device': '0:60', 'mount.type': 'overlay' };
    expect(verdicts('docker', 'docker', image).userland).toMatchObject({ says: 'agrees', taught: 'own', measure: 'userland-other-device' });
    expect(verdicts('docker', 'docker', image).filesystem).toMatchObject({ says: 'agrees', measure: 'root-layered' });
    const copied = { ...image, 'mount.device': '8:1', 'mount.root': '/vfs/a', 'mount.type': 'ext4' };
    expect(verdicts('podman', 'podman-rootless', copied).userland).toMatchObject({ says: 'agrees', measure: 'userland-other-root' });
    expect(verdicts('podman', 'podman-rootless', copied).filesystem).toMatchObject({ measure: 'root-folder', why: expect.stringMatching(/vfs/) });
    const { 'mount.device': _device, 'mount.root': _root, ...unknown } = host;
    expect(verdicts('docker', 'docker', unknown).userland).toMatchObject({ says: 'nothing', fits: [] });
  });

  test('a host whose root is an overlay has no layers more in a mount namespace', () => {
    const dev = { ...host, 'mount.type': 'overlay' };
    const rung = lab.rungs.find(({ id }) => id === 'namespaces') ?? lab.rungs[0];
    const found = rung && compare(rung, dev, { ...dev, 'ns.mnt': 'mnt:[2]' }, lab.measures, undefined);
    expect(found?.find(({ layer }) => layer === 'filesystem')).toMatchObject({ measure: 'root-same', fits: ['isolated'] });
    expect(found?.find(({ layer }) => layer === 'userland')).toMatchObject({ measure: 'userland-same-root', fits: ['shared', 'restricted'] });
  });

  test('another boot id without a start time decides nothing where the release is the host’s', () => {
    const { btime: _btime, ...timeless } = { ...host, boot_id: 'b' };
    expect(verdicts('nspawn', 'systemd-nspawn', timeless).kernel).toMatchObject({ says: 'nothing', fits: [] });
    const { boot_id: _boot, ...nameless } = host;
    expect(verdicts('docker', 'docker', nameless).kernel).toMatchObject({ says: 'agrees', measure: 'kernel-same-start' });
  });

  test('an amount of memory that a kernel in user space names is no virtual machine’s', () => {
    expect(verdicts('gvisor', 'gvisor', { 'uname.release': '4.4.0', memory: '50' }).memory).toMatchObject({ says: 'nothing', fits: [] });
    expect(verdicts('qemu-linux', 'qemu-tcg', { 'uname.release': '5', boot_id: 'c', memory: '50' }).memory).toMatchObject({ says: 'agrees' });
  });

  test('gVisor: another release without a boot id is a translated kernel', () => {
    expect(verdicts('gvisor', 'gvisor', { 'uname.release': '4.4.0', uid_map: '0 0 1' }).kernel).toMatchObject({ says: 'agrees', taught: 'translated' });
  });

  test('what comes of how we climb is not held against the lesson; a known difference says why', () => {
    const inside = { ...host, os: 'VirtLens Lab', 'ns.user': 'user:[2]', capabilities: 'f' };
    expect(verdicts('chroot', 'chroot', inside).users?.says).toBe('nothing');
    expect(verdicts('nspawn', 'systemd-nspawn', { ...host, capabilities: 'f' }).users?.why).toMatch(/bare command/);
    expect(verdicts('namespaces', undefined, inside).users).toMatchObject({ says: 'nothing', measure: 'users-mapped', fits: ['isolated'] });
  });
});
