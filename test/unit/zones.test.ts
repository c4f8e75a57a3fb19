import { describe, expect, test } from 'vitest';
import { isolationMaps, technologyOf } from '../../src/annotate/map.ts';
import { recognise } from '../../src/formats/registry.ts';
import { bench, knowledge } from '../support/knowledge.ts';

const { parser, annotator, format } = await bench('zones');
const { technologies } = await knowledge().technologies();

/** Path, value and hovered text of every element. */
const elements = (text: string) =>
  parser
    .parse(text)
    .elements()
    .map(({ path, value, hoverRange }) => [path, value, text.slice(hoverRange.start, hoverRange.end)].join('|'));

const technology = (text: string) => technologyOf(parser.parse(text), annotator, 0, format.technology);

const EXPORT = 'create -b\nset zonepath=/zones/web\nset brand=ipkg\n';
const XML = '<?xml version="1.0"?>\n<!DOCTYPE zone PUBLIC "-//Sun Microsystems Inc//DTD Zones//EN" "x">\n<zone name="a" zonepath="/a">';

describe('recognising zone configurations', () => {
  test.each<[string, string | undefined, string]>([
    ['web.cfg', undefined, EXPORT],
    ['web', 'plaintext', `# exported\n\n${EXPORT.replaceAll('\n', '\r\n')}`],
    ['zone.txt', undefined, '\ufeffset zonepath=/z\nset brand=lx\n'],
    ['line.txt', undefined, 'create; set autoboot=true; add net; set physical=a; end'],
    ['web.zonecfg', undefined, ''],
    ['x', 'zonecfg', ''],
    ['/etc/zones/a.xml', undefined, XML],
    ['a.xml', 'xml', '<!-- mine -->\n<zone name="a" zonepath="/zones/a" autoboot="true">'],
  ])('%s as %s', (path, languageId, head) => {
    expect(recognise({ path, head, ...(languageId && { languageId }) })?.id).toBe('zones');
  });

  test.each<[string, string | undefined, string]>([
    ['a.sql', undefined, 'create table x;\nset zonepath=1\n'],
    ['a.txt', undefined, 'create table x;\nset brand=1;\n'],
    ['named.zone', undefined, '$TTL 3600\n@ IN SOA ns1 admin\n'],
    ['a.xml', 'xml', '<zones><zone/></zones>'],
    ['a.xml', 'xml', `<!-- ${XML} --><html/>`],
    ['make-zone', undefined, `#!/bin/ksh\nzonecfg -z web <<EOF\n${EXPORT}EOF\n`],
    ['zone.sh', 'shellscript', EXPORT],
    ['howto.md', 'markdown', EXPORT],
    ['script.txt', undefined, 'set brand\nadd stuff\n'],
    ['empty.txt', undefined, ''],
  ])('not %s as %s', (path, languageId, head) => {
    expect(recognise({ path, head, ...(languageId && { languageId }) })?.id).not.toBe('zones');
  });
});

describe('parsing zonecfg commands', () => {
  test.each<[string, string, string[]]>([
    [
      'several on a line, CRLF',
      'add net; set physical=a; end; set autoboot=true\r\n',
      ['zone/net||add net', 'zone/net/physical|a|set physical=a', 'zone/autoboot|true|set autoboot=true'],
    ],
    ['quotes', 'set bootargs="-m a; b # c" # no', ['zone/bootargs|-m a; b # c|set bootargs="-m a; b # c"']],
    ['blanks around the sign', '  set  brand = "lx"  ', ['zone/brand|lx|set  brand = "lx"']],
    [
      'a resource never ended',
      'add fs\nset dir=/a\nadd net\nset physical=b',
      ['zone/fs||add fs', 'zone/fs/dir|/a|set dir=/a', 'zone/net||add net', 'zone/net/physical|b|set physical=b'],
    ],
    ['a cancelled resource', 'add fs\nset dir=/a\ncancel\nset autoboot=true', ['zone/autoboot|true|set autoboot=true']],
    ['a list', 'add fs\nadd options [ro,"nodevices"]\nend', ['zone/fs||add fs', 'zone/fs/options|ro|add options [ro', 'zone/fs/options|nodevices|nodevices']],
    ['a list of one', 'add fs; set options=[ro]; end', ['zone/fs||add fs', 'zone/fs/options|ro|set options=[ro]']],
    [
      'privileges',
      'set limitpriv="default,!PRIV_SYS_TIME,-proc_info"',
      ['zone/limitpriv|default|set limitpriv="default', 'zone/limitpriv|sys_time|!PRIV_SYS_TIME', 'zone/limitpriv|proc_info|-proc_info'],
    ],
    [
      'a resource control',
      'add rctl; set name=zone.cpu-cap; add value (priv=privileged,limit=50,action=deny); end',
      [
        'zone/rctl||add rctl',
        'zone/rctl/name|zone.cpu-cap|set name=zone.cpu-cap',
        'zone/rctl/zone.cpu-cap|50|add value (priv=privileged,limit=50,action=deny)',
      ],
    ],
    [
      'an attribute',
      'add attr\nset name=disk12\nset value=tank/a\nend',
      ['zone/attr||add attr', 'zone/attr/name|disk12|set name=disk12', 'zone/attr/disk/12|tank/a|set value=tank/a'],
    ],
    [
      'a property of a network',
      'add net; add property (name=ips,value="a,b"); end',
      ['zone/net||add net', 'zone/net/property/ips|a,b|add property (name=ips,value="a,b")'],
    ],
    [
      'a resource within another',
      'add anet\nadd mac\nset mac-slot=1\nend\nset mtu=9000\nend',
      ['zone/anet||add anet', 'zone/anet/mac||add mac', 'zone/anet/mac/mac-slot|1|set mac-slot=1', 'zone/anet/mtu|9000|set mtu=9000'],
    ],
    ['a scope as a prefix', 'set anet:0:mac-address=auto', ['zone/anet/mac-address|auto|set anet:0:mac-address=auto']],
    ['select', 'select fs dir=/a\nset type=lofs\nend', ['zone/fs||select fs', 'zone/fs/dir|/a|dir=/a', 'zone/fs/type|lofs|set type=lofs']],
    ['remove and clear', 'remove -F anet id=0\nclear hostid', ['remove/anet|-F anet id=0|remove -F anet id=0', 'clear/hostid|hostid|clear hostid']],
    ['half a command', 'set\nadd\nset brand\nadd fs\nadd options [\nselect', ['zone/brand||set brand', 'zone/fs||add fs']],
    [
      'placeholders',
      'set zonepath=/zones/%{zonename}\nset brand={{ brand }}',
      ['zone/zonepath|/zones/%{zonename}|set zonepath=/zones/%{zonename}', 'zone/brand|{{ brand }}|set brand={{ brand }}'],
    ],
  ])('%s', (_, text, expected) => expect(elements(text)).toEqual(expected));

  test('each create begins a zone', () => {
    const file = parser.parse('create -b\nset zonename=a\ncreate -b\nset zonepath=/zones/b/\ncreate -b\nset brand=lx\n');
    expect(file.workloads.map(({ name }) => name)).toEqual(['a', 'b', 'zone']);
  });

  test('a hostile line is read in time', () => {
    const start = performance.now();
    parser.parse(`set limitpriv=${'a,'.repeat(4_000)}\nadd value ${'('.repeat(8_000)}\n`.repeat(50));
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

test('the XML leads to the same paths', () => {
  const text =
    '<zone name="a" brand="lx" limitpriv="default,sys_time" version="1"><network physical="b"><net-attr name="ips" value="c"/></network><rctl name="zone.max-lwps"><rctl-value priv="privileged" limit="9" action="deny"/></rctl></zone>';
  expect(elements(text)).toEqual([
    'zone/zonename|a|name="a"',
    'zone/brand|lx|brand="lx"',
    'zone/limitpriv|default|limitpriv="default',
    'zone/limitpriv|sys_time|sys_time',
    'zone/net||network',
    'zone/net/physical|b|physical="b"',
    'zone/net/property/ips|c|value="c"',
    'zone/rctl||rctl',
    'zone/rctl/name|zone.max-lwps|name="zone.max-lwps"',
    'zone/rctl/priv|privileged|priv="privileged"',
    'zone/rctl/zone.max-lwps|9|limit="9"',
    'zone/rctl/action|deny|action="deny"',
  ]);
});

test.each([
  ['set brand=lx', 'lx-zone'],
  ['set brand=bhyve', 'bhyve'],
  ['set brand=kvm', 'kvm'],
  ['set brand=emu', 'qemu-tcg'],
  ['set brand=solaris-kz', 'kernel-zone'],
  ['set brand=ipkg', 'solaris-zone'],
  ['create -t SYSsolaris-kz', 'kernel-zone'],
  ['create -t SYSsolaris-kz\nset brand=solaris', 'solaris-zone'],
  ['create', 'solaris-zone'],
])('%j is of technology %s', (text, expected) => expect(technology(text)).toBe(expected));

test('what a file sets decides the rows of its map', () => {
  const rows = (text: string) =>
    Object.fromEntries(
      isolationMaps(parser.parse(text), annotator, technologies, format.technology)[0]?.rows.map(({ layer, cell }) => [layer, cell.boundary]) ?? [],
    );
  expect(rows('set brand=native\nset ip-type=shared\nadd inherit-pkg-dir\nset dir=/usr\nend')).toMatchObject({
    network: 'shared',
    userland: 'shared',
    kernel: 'restricted',
  });
  expect(rows('set brand=ipkg\nset ip-type=exclusive\nadd dedicated-cpu; set ncpus=2; end')).toMatchObject({
    network: 'isolated',
    userland: 'own',
    cpu: 'passthrough',
  });
  expect(rows('set brand=bhyve\nset ip-type=exclusive\nadd attr; set name=netif; set value=e1000; end')).toMatchObject({
    network: 'own',
    nic: 'emulated',
    kernel: 'own',
  });
  expect(rows('set brand=solaris-kz\nset ip-type=exclusive')).toMatchObject({ network: 'own', kernel: 'own', memory: 'assisted' });
});
