import { describe, expect, test } from 'vitest';
import { nspawn } from '../../src/formats/nspawn/format.ts';
import { parseNspawn } from '../../src/formats/nspawn/parse.ts';
import { recognise } from '../../src/formats/registry.ts';

/** Path, value and hovered text of every element. */
function elements(text: string): string[] {
  return parseNspawn(text)
    .elements()
    .map(({ path, value, hoverRange }) => [path, value, text.slice(hoverRange.start, hoverRange.end)].join('|'));
}

/** The facets of the first element at a path. */
function facets(text: string, path: string) {
  return parseNspawn(text)
    .elements()
    .find((element) => element.path === path)?.facets;
}

describe('recognising .nspawn files', () => {
  test.each([
    ['/etc/systemd/nspawn/web.nspawn', undefined, '[Exec]\nBoot=yes\n'],
    ['C:\\images\\mkosi.nspawn', 'plaintext', '\ufeff[Network]\r\nPrivate=no\r\n'],
    ['web.nspawn', 'systemd-unit-file', '# comment\n\n  [Files]  \nBind=/srv\n'],
    ['WEB.NSPAWN', 'ini', '[Unknown]\n[Exec]\n'],
  ])('%s', (path, languageId, head) => {
    expect(recognise({ path, head, ...(languageId && { languageId }) })).toBe(nspawn);
  });

  test.each([
    ['10-eth.network', 'systemd-unit-file', '[Match]\nName=eth0\n[Network]\nDHCP=yes\n'],
    ['web.container', 'systemd-conf', '[Container]\nImage=x\n[Exec]\n'],
    ['.nspawn', undefined, '[Exec]\n'],
    ['web.nspawn', undefined, '{"Exec": {"Boot": true}}'],
    ['web.nspawn', undefined, 'exec "[Exec]"\n'],
    ['web.nspawn', undefined, '[exec]\nBoot=yes\n'],
    ['web.nspawn', 'systemd-unit-file', ''],
    ['web.nspawn.bak', undefined, '[Exec]\n'],
    ['web.nspawn', undefined, undefined],
  ])('not %s', (path, languageId, head) => {
    expect(nspawn.recognises({ path, ...(languageId && { languageId }), ...(head !== undefined && { head }) })).toBe(false);
  });
});

describe('parsing .nspawn files', () => {
  test.each<[string, string, string[]]>([
    ['sections and keys, CRLF', '[Exec]\r\nBoot = yes \r\n', ['Exec|Exec|[Exec]', 'Exec/Boot|yes|Boot = yes']],
    ['a byte order mark', '\ufeff[Exec]\nBoot=yes', ['Exec|Exec|[Exec]', 'Exec/Boot|yes|Boot=yes']],
    ['comments, but none behind a value', '# Boot=no\n; Boot=no\n[Exec]\nUser=a # b\n', ['Exec|Exec|[Exec]', 'Exec/User|a # b|User=a # b']],
    [
      'a list over lines, a comment between',
      '[Exec]\nCapability=\\\n  CAP_KILL \\\n# no\n  cap_sys_time\n',
      [
        'Exec|Exec|[Exec]',
        'Exec/Capability|CAP_KILL cap_sys_time|Capability',
        'Exec/Capability/CAP_KILL|CAP_KILL|CAP_KILL',
        'Exec/Capability/CAP_SYS_TIME|cap_sys_time|cap_sys_time',
      ],
    ],
    ['an escaped backslash ends no line', '[Exec]\nUser=a\\\\\nBoot=no', ['Exec|Exec|[Exec]', 'Exec/User|a\\\\|User=a\\\\', 'Exec/Boot|no|Boot=no']],
    ['half-typed lines', '[Exe\n[Exec\n[Exec]\nBoot\n=yes\nBoot=\n[]', ['Exec|Exec|[Exec]', 'Exec/Boot||Boot=']],
    ['a continued line that is none', 'x\\\nBoot=no\n[Exec]', ['Exec|Exec|[Exec]']],
    ['an empty list', '[Network]\nMACVLAN=\n', ['Network|Network|[Network]', 'Network/MACVLAN||MACVLAN=']],
    [
      'a filter turned around',
      '[Exec]\nSystemCallFilter=~@mount bpf\n',
      [
        'Exec|Exec|[Exec]',
        'Exec/SystemCallFilter|~@mount bpf|SystemCallFilter',
        'Exec/SystemCallFilter/@mount|@mount|@mount',
        'Exec/SystemCallFilter/bpf|bpf|bpf',
      ],
    ],
    [
      'keys in other places',
      'Boot=yes\n[EXEC]\nBoot=yes\nFoo=1\n[Files]\nZone=web\nFoo=1\n',
      [
        'misplaced/Boot|yes|Boot=yes',
        'no-section|EXEC|[EXEC]',
        'misplaced/Boot|yes|Boot=yes',
        'no-section/Foo|1|Foo=1',
        'Files|Files|[Files]',
        'misplaced/Zone|web|Zone=web',
        'Files/Foo|1|Foo=1',
      ],
    ],
    ['placeholders', '[Exec]\nHostname={{ name }}\n', ['Exec|Exec|[Exec]', 'Exec/Hostname|{{ name }}|Hostname={{ name }}']],
  ])('%s', (_, text, expected) => {
    expect(elements(text)).toEqual(expected);
  });
});

describe('what notes ask of .nspawn files', () => {
  test.each([
    ['', 'default'],
    ['Private=no', 'host'],
    ['VirtualEthernet=no', 'host'],
    ['VirtualEthernet=no\nZone=web', 'own'],
    ['Private=on', 'own'],
    ['Interface=eth0', 'own'],
    ['Private=yes\nPrivate=no', 'host'],
    ['[Exec]\nPrivate=no', 'default'],
  ])('the network stack of %j', (settings, stack) => {
    expect(facets(`[Network]\n${settings}\n`, 'Network')).toMatchObject({ stack });
  });

  test.each([
    ['no', { mode: 'no' }],
    ['FALSE', { mode: 'no' }],
    ['0', { mode: 'zero' }],
    ['pick', { mode: 'pick' }],
    ['0:65536', { mode: 'identity', base: '0' }],
    ['655360', { mode: 'fixed', base: '655360', count: '65536' }],
    ['Pick', { mode: 'unknown' }],
  ])('PrivateUsers=%s', (value, expected) => {
    expect(facets(`[Exec]\nPrivateUsers=${value}\n`, 'Exec/PrivateUsers')).toMatchObject(expected);
  });

  test.each([
    ['Bind=/a\\:b/:/c:rbind,rootidmap', { source: '/a:b', target: '/c', kind: 'path', idmap: 'rootidmap' }],
    ['Bind=/', { source: '/', target: '/', kind: 'root' }],
    ['Bind=+/srv', { target: '/srv', kind: 'image' }],
    ['Bind=:/tmp', { target: '/tmp', kind: 'temporary' }],
    ['Bind=/development', { kind: 'path' }],
    ['Overlay=/a:/b', { lowest: '/a', upper: '/b', target: '/b', kind: 'path' }],
    ['Overlay=+/var::/var', { upper: '', target: '/var', kind: 'temporary' }],
    ['Overlay=/a', { kind: 'unknown' }],
  ])('%s', (setting, expected) => {
    expect(facets(`[Files]\n${setting}\n`, `Files/${setting.split('=')[0]}`)).toMatchObject(expected);
  });

  test('a container is named by its host name; a file without lines has none', () => {
    expect(parseNspawn('[Exec]\nHostname=shop\n').workloads[0]?.name).toBe('shop');
    expect(parseNspawn('# nothing\n').workloads).toEqual([]);
  });
});
