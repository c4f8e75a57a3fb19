import { describe, expect, test } from 'vitest';
import { pathOf } from '../../src/formats/lxc/legacy.ts';
import { recognise } from '../../src/formats/registry.ts';
import { bench } from '../support/knowledge.ts';

const { parser } = await bench('lxc');

describe('LXC configurations', () => {
  test.each([
    ['config', undefined, 'lxc.uts.name = web\n', true],
    ['default.conf', undefined, '# defaults\nlxc.net.0.type = veth\n', true],
    ['100.conf', undefined, 'arch: amd64\nhostname: a\nrootfs: local:vm-100-disk-0\n', true],
    ['101.conf', undefined, 'boot: order=scsi0\ncores: 2\nscsi0: local:vm-101-disk-0\n', false],
    ['nginx.conf', undefined, 'server {\n  listen 80;\n}\n', false],
    ['notes.md', undefined, 'lxc.uts.name = web\n', false],
    ['anything', 'lxc-conf', '', true],
  ])('%s %s %j', (path, languageId, head, known) => {
    expect(recognise({ path, head, ...(languageId && { languageId }) })?.id === 'lxc').toBe(known);
  });

  test.each([
    ['lxc.utsname', 'lxc/uts/name'],
    ['lxc.network.ipv4', 'lxc/net/3/ipv4/address'],
    ['lxc.network.2.type', 'lxc/net/2/type'],
    ['lxc.cgroup2.memory.max', 'lxc/cgroup2/memory.max'],
    ['lxc.limit.nofile', 'lxc/prlimit/nofile'],
    ['lxc.net.0.veth.pair', 'lxc/net/0/veth/pair'],
  ])('%s leads to %s', (key, path) => expect(pathOf(key, 3)).toBe(path));

  test('an old network type begins a new card', () => {
    const file = parser.parse('lxc.network.type = veth\nlxc.network.link = a\nlxc.network.type = phys\nlxc.network.link = b\n');
    expect(file.elements().map(({ path }) => path)).toEqual(['lxc/net/0/type', 'lxc/net/0/link', 'lxc/net/1/type', 'lxc/net/1/link']);
  });

  test('a snapshot of Proxmox is another container', () => {
    expect(
      parser
        .parse('rootfs: a:b\narch: amd64\n[snap]\nmemory: 1\n')
        .elements()
        .some(({ path }) => path === 'pve/memory'),
    ).toBe(false);
  });

  test.each([
    '',
    '=',
    'lxc.',
    'lxc.idmap',
    'lxc.net.0.type',
    '\ufefflxc.uts.name = a\r\n',
    'net0: ,,,=,',
    `lxc.cap.drop = ${'a '.repeat(2000)}`,
    `lxc.uts.name = ${'x'.repeat(100_000)}`,
  ])('%j does not throw', (text) => {
    expect(() => parser.parse(text).elements()).not.toThrow();
  });
});
