import { describe, expect, test } from 'vitest';
import { openvz } from '../../src/formats/openvz/format.ts';
import { parseOpenvz } from '../../src/formats/openvz/parse.ts';
import { recognise } from '../../src/formats/registry.ts';

/** Path, value and hovered text of every element. */
function elements(text: string): string[] {
  return parseOpenvz(text)
    .elements()
    .map(({ path, value, hoverRange }) => [path, value, text.slice(hoverRange.start, hoverRange.end)].join('|'));
}

const CONTAINER = '# comment\nPHYSPAGES="0:65536"\nOSTEMPLATE="debian-7.0-x86"\n';
const GLOBAL = 'VIRTUOZZO=yes\nLOCKDIR=/vz/lock\nVE_ROOT=/vz/root/$VEID\n';
const PROXMOX = 'arch: amd64\ncores: 2\nhostname: web\nmemory: 512\nnet0: name=eth0,bridge=vmbr0\nostype: debian\n';

describe('recognising OpenVZ files', () => {
  test.each([
    ['/etc/vz/conf/101.conf', CONTAINER],
    ['C:\\vz\\101.conf', CONTAINER.replaceAll('\n', '\r\n')],
    ['/etc/vz/conf/0f3c2a44-7f55-4c61-9d83-1b7d62d5ae10.conf', CONTAINER],
    ['/etc/vz/conf/ve-basic.conf-sample', CONTAINER],
    ['ve-vswap-2g.conf', `\ufeff${CONTAINER}`],
    ['/vz/private/101/ve.conf', CONTAINER],
    ['/etc/vz/vz.conf', GLOBAL],
  ])('%s', (path, head) => {
    expect(recognise({ path, head })).toBe(openvz);
  });

  test.each([
    ['/etc/pve/lxc/100.conf', PROXMOX],
    ['/etc/nginx/100.conf', 'server {\n  listen 80;\n}\n'],
    ['101.conf', '[PHYSPAGES]\nPHYSPAGES = "0:65536"\nOSTEMPLATE = "x"\n'],
    ['101.conf', 'HOSTNAME="web"\nNAME="web"\nONBOOT="yes"\n'],
    ['101.conf', 'CPUUNITS=1000\nCPUUNITS=2000\n'],
    ['101.conf', ''],
    ['vz.conf', undefined],
    ['sysctl.conf', CONTAINER],
    ['vzdump.conf', 'tmpdir: /tmp\nstorage: local\n'],
  ])('not %s', (path, head) => {
    expect(openvz.recognises({ path, ...(head !== undefined && { head }) })).toBe(false);
  });
});

describe('parsing OpenVZ files', () => {
  test.each<[string, string, string[]]>([
    ['quotes and none, CRLF', 'NAME="a b"\r\nCPUS=2\r\n', ['NAME|a b|NAME="a b"', 'CPUS|2|CPUS=2']],
    ['a byte order mark', '\ufeffCPUS=2', ['CPUS|2|CPUS=2']],
    ['comments', '# CPUS=2\n  # NAME=x\nCPUS=3 # three\nNAME="x" # y\n', ['CPUS|3|CPUS=3', 'NAME|x|NAME="x"']],
    ['half-typed lines', 'CPUS\nCPUS=\nNAME="sh\nCPU UNITS=1\n=x\n', ['CPUS||CPUS=', 'NAME|sh|NAME="sh']],
    ['blanks around =', 'CPUS = 2\nCPUS= 2\n', ['CPUS||CPUS=']],
    ['single quotes', "NAME='x y'", ["NAME|x y|NAME='x y'"]],
    ['a list', 'FEATURES="nfs:on  ppp:off"', ['FEATURES/nfs|on|FEATURES="nfs:on', 'FEATURES/ppp|off|ppp:off']],
    ['a list with one item', 'FEATURES="nfs:on"', ['FEATURES/nfs|on|FEATURES="nfs:on"']],
    ['a list with no item', 'FEATURES=" "', ['FEATURES| |FEATURES=" "']],
    ['interfaces', 'NETIF="ifname=eth0;ifname=eth1;"', ['NETIF/eth0|ifname=eth0|NETIF="ifname=eth0', 'NETIF/eth1|ifname=eth1|ifname=eth1']],
    [
      'placeholders',
      'HOSTNAME="{{ name }}"\nVE_ROOT=@ROOT@/$VEID\n',
      ['HOSTNAME|{{ name }}|HOSTNAME="{{ name }}"', 'VE_ROOT|@ROOT@/$VEID|VE_ROOT=@ROOT@/$VEID'],
    ],
  ])('%s', (_, text, expected) => {
    expect(elements(text)).toEqual(expected);
  });

  test.each([
    ['PHYSPAGES="0:65536"', '0 bytes', '256 MiB', 'yes'],
    ['PHYSPAGES="0:1G"', '0 bytes', '1 GiB', 'yes'],
    ['PRIVVMPAGES=262144', '1 GiB', '1 GiB', 'yes'],
    ['SWAPPAGES="0:9223372036854775807"', '0 bytes', 'unlimited', 'no'],
    ['VMGUARPAGES="6144:2147483647"', '24 MiB', 'unlimited', 'no'],
    ['KMEMSIZE="3221225472:3221225472"', '3 GiB', '3 GiB', 'yes'],
    ['NUMPROC="240:unlimited"', '240', 'unlimited', 'no'],
    ['DISKSPACE="1048576:1153434"', '1 GiB', '1.1 GiB', 'yes'],
    ['NUMPROC="many"', 'many', 'many', 'unknown'],
  ])('the amounts of %s', (text, barrier, limit, limited) => {
    expect(parseOpenvz(text).elements()[0]?.facets).toMatchObject({ barrier, limit, limited });
  });

  test('what other lines say of a line', () => {
    const [root] = parseOpenvz('VE_ROOT=/vz/root/$VEID\nVIRTUOZZO=yes\nVE_LAYOUT=ploop:raw\nPHYSPAGES=0:1G\n').elements();
    expect(root?.facets).toMatchObject({ scope: 'global', layout: 'ploop', vswap: 'yes' });
  });

  test('a container is named by NAME, else by HOSTNAME', () => {
    const name = (text: string) => parseOpenvz(text).workloads[0]?.name;
    expect([name('HOSTNAME=h\nNAME=n\n'), name('HOSTNAME=h\n'), name('CPUS=1\n')]).toEqual(['n', 'h', 'container']);
  });

  test('a value with very many items is cut, not slow', () => {
    expect(parseOpenvz(`FEATURES="${'a:on '.repeat(100_000)}"`).elements().length).toBeLessThan(1_000);
  });
});
