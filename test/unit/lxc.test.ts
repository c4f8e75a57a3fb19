import { describe, expect, test } from 'vitest';
import { lxc } from '../../src/formats/lxc/format.ts';
import { parseLxc } from '../../src/formats/lxc/parse.ts';
import { recognise } from '../../src/formats/registry.ts';

/** Path, value and hovered text of every element. */
function elements(text: string): string[] {
  return parseLxc(text)
    .elements()
    .map(({ path, value, hoverRange }) => [path, value, text.slice(hoverRange.start, hoverRange.end)].join('|'));
}

const CONFIG = '# Template used to create this container\nlxc.include = /usr/share/lxc/config/common.conf\nlxc.rootfs.path = dir:/a\n';
const PVE = 'arch: amd64\nhostname: web\nmemory: 512\nnet0: name=eth0,bridge=vmbr0\nostype: debian\nrootfs: local-lvm:vm-100-disk-0,size=8G\n';
const QEMU =
  'arch: x86_64\nboot: order=scsi0\ncores: 2\nmemory: 2048\nname: vm\nnet0: virtio=BC:24:11:00:00:02,bridge=vmbr0\nostype: l26\nscsi0: local-lvm:vm-200-disk-0\n';

describe('recognising LXC', () => {
  test.each([
    ['/var/lib/lxc/web/config', CONFIG],
    ['C:\\lxc\\config', CONFIG.replaceAll('\n', '\r\n')],
    ['/etc/lxc/default.conf', '\ufefflxc.net.0.type = veth\n'],
    ['roles/lxc/templates/web.conf.j2', '{% if x %}\nlxc.utsname={{ name }}\n{% endif %}\n'],
    ['/etc/lxc/lxc.conf', 'lxc.lxcpath = /srv/lxc\n'],
    ['/etc/pve/lxc/100.conf', PVE],
    ['/etc/pve/nodes/pve1/lxc/100.conf', '#notes%0A\narch: amd64\ncores: 2\n'],
    ['backup/web.conf', PVE],
    ['anything.txt', undefined, 'lxc'],
  ])('%s', (path, head, languageId?: string) => {
    expect(recognise({ path, ...(head !== undefined && { head }), ...(languageId && { languageId }) })).toBe(lxc);
  });

  test.each([
    ['/etc/pve/qemu-server/200.conf', QEMU],
    ['/etc/pve/lxc/200.conf', QEMU],
    ['backup/200.conf', QEMU],
    ['/etc/nginx/nginx.conf', 'user www-data;\nworker_processes auto;\n'],
    ['.git/config', '[core]\n\tbare = false\n'],
    ['/home/a/.ssh/config', 'Host *\n  User a\n'],
    ['/etc/sysctl.conf', '# lxc.x = y\nnet.ipv4.ip_forward = 1\n'],
    ['/etc/vz/conf/101.conf', 'ONBOOT="yes"\nOSTEMPLATE="debian"\n'],
    ['setup.sh', CONFIG],
    ['notes.conf', 'a = b\nc = d\nlxc.x = y\n'],
    ['/etc/pve/lxc/100.conf', ''],
    ['config', undefined],
    ['app.conf', 'memory: 512\nhostname: a\n'],
  ])('not %s', (path, head) => {
    expect(lxc.recognises({ path, ...(head !== undefined && { head }) })).toBe(false);
  });
});

describe('parsing LXC', () => {
  test.each<[string, string, string[]]>([
    ['settings, CRLF', 'lxc.utsname=a\r\n  lxc.tty = 4 \r\n', ['lxc/uts.name|a|lxc.utsname=a', 'lxc/tty.max|4|lxc.tty = 4']],
    ['a byte order mark', '\ufefflxc.uts.name = a', ['lxc/uts.name|a|lxc.uts.name = a']],
    ['comments only at the start of a line', '# lxc.tty = 1\nlxc.uts.name = a # b', ['lxc/uts.name|a # b|lxc.uts.name = a # b']],
    ['quotes', 'lxc.uts.name = "a b"\nlxc.init.cmd = "x', ['lxc/uts.name|a b|lxc.uts.name = "a b"', 'lxc/init.cmd|"x|lxc.init.cmd = "x']],
    ['words', 'lxc.cap.drop = a\tb', ['lxc/cap.drop|a\tb|lxc.cap.drop', 'lxc/cap.drop/item|a|a', 'lxc/cap.drop/item|b|b']],
    ['an emptied list', 'lxc.cap.drop =', ['lxc/cap.drop||lxc.cap.drop =']],
    [
      'interfaces before 2.1',
      'lxc.network.type=veth\nlxc.network.ipv4=1.2.3.4\nlxc.network.type=phys\nlxc.network.link=b',
      [
        'lxc/net/0/type|veth|lxc.network.type=veth',
        'lxc/net/0/ipv4.address|1.2.3.4|lxc.network.ipv4=1.2.3.4',
        'lxc/net/1/type|phys|lxc.network.type=phys',
        'lxc/net/1/link|b|lxc.network.link=b',
      ],
    ],
    [
      'open names',
      'lxc.cgroup2.memory.max=1\nlxc.cgroup.dir=a\nlxc.limit.nofile=1',
      ['lxc/cgroup2/memory.max|1|lxc.cgroup2.memory.max=1', 'lxc/cgroup.dir|a|lxc.cgroup.dir=a', 'lxc/prlimit/nofile|1|lxc.limit.nofile=1'],
    ],
    ['half a key', 'lxc.\nlxc.net\nlxc', []],
    ['placeholders', 'lxc.uts.name = {{ a }}\nlxc.{{ b }} = c\n<%= d %>', ['lxc/uts.name|{{ a }}|lxc.uts.name = {{ a }}']],
    [
      'Proxmox VE',
      'arch: amd64\nmp0: /a,mp=/b, ro=1,\nlxc.tty: 1',
      [
        'pve/arch|amd64|arch: amd64',
        'pve/mp/0|/a,mp=/b, ro=1,|mp0',
        'pve/mp/0/volume|/a|/a',
        'pve/mp/0/mp|/b|mp=/b',
        'pve/mp/0/ro|1|ro=1',
        'lxc/tty.max|1|lxc.tty: 1',
      ],
    ],
    [
      'a volume with = in its name',
      'rootfs: s:a=b,size=8G',
      ['pve/rootfs|s:a=b,size=8G|rootfs', 'pve/rootfs/volume|s:a=b|s:a=b', 'pve/rootfs/size|8G|size=8G'],
    ],
    ['a missing value', 'net0:\nrootfs: ,', ['pve/net/0||net0:', 'pve/rootfs|,|rootfs: ,']],
    ['names that objects have too', 'lxc.constructor = x\nlxc.__proto__ = y', ['lxc/constructor|x|lxc.constructor = x', 'lxc/__proto__|y|lxc.__proto__ = y']],
    ['nothing', '', []],
  ])('%s', (_, text, expected) => {
    expect(elements(text)).toEqual(expected);
  });

  test('sections are workloads: pending changes start from the container, snapshots stand alone', () => {
    const { workloads } = parseLxc('hostname: a\n[pve:pending]\nmemory: 1\n[before]\nhostname: b\n');
    expect(workloads.map(({ name, base, final }) => [name, base, final])).toEqual([
      ['a', undefined, true],
      ['container [pve:pending]', 0, undefined],
      ['b [before]', undefined, undefined],
    ]);
  });

  test('an element knows whether root inside is root outside, and its interface', () => {
    const facets = (text: string, path: string) =>
      parseLxc(text)
        .elements()
        .find((element) => element.path === path)?.facets;
    expect(facets('lxc.cap.drop=\nlxc.idmap=u 0 100000 9', 'lxc/cap.drop')).toMatchObject({ unprivileged: 'true', empty: 'true' });
    expect(facets('lxc.cap.drop=\nlxc.idmap=u 0 0 9', 'lxc/cap.drop')).toMatchObject({ unprivileged: 'false', hostroot: 'true' });
    expect(facets('lxc.cap.drop=\nlxc.idmap=g 0 100000 9', 'lxc/cap.drop')).toMatchObject({ unprivileged: 'false' });
    expect(facets('unprivileged: 1\n[pve:pending]\nmp0: /a,mp=/b', 'pve/mp/0')).toMatchObject({ unprivileged: 'true', origin: 'bind' });
    expect(facets('lxc.net.0.link=br0\nlxc.net.0.type=veth', 'lxc/net/0/link')).toMatchObject({ type: 'veth', link: 'br0' });
  });
});

describe('hostile files', () => {
  test.each([
    ['sections', '[a]\n'.repeat(200_000)],
    ['words', `lxc.cap.drop = ${'a '.repeat(500_000)}`],
    ['options', `mp0: ${'a=b,'.repeat(300_000)}`],
    ['interfaces', 'lxc.network.type = veth\n'.repeat(50_000)],
    ['dots', `lxc${'.a'.repeat(500_000)} = b`],
    ['blanks', `lxc.a${' '.repeat(1_000_000)}`],
    ['id maps', 'lxc.idmap = u 0 100000 65536\n'.repeat(40_000)],
  ])('%s: bounded', (_, text) => {
    const start = performance.now();
    expect(parseLxc(text).elements().length).toBeLessThan(60_000);
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});
