import { describe, expect, test } from 'vitest';
import { technologyOf } from '../../src/annotate/map.ts';
import { recognise } from '../../src/formats/registry.ts';
import { bench } from '../support/knowledge.ts';

const { parser, annotator, format } = await bench('zones');
const elements = (text: string) =>
  parser
    .parse(text)
    .elements()
    .map(({ path, value }) => `${path}=${value}`);

describe('zone configurations', () => {
  test.each([
    ['web.cfg', undefined, 'create -b\nset zonepath=/zones/web\n', true],
    ['zone.txt', undefined, 'set zonepath=/z\nset brand=lx\n', true],
    ['/etc/zones/a.xml', undefined, '<?xml version="1.0"?>\n<!DOCTYPE zone PUBLIC "x" "y">\n<zone name="a">', true],
    ['a.sql', undefined, 'create table x;\nset zonepath=1\n', false],
    ['named.zone', undefined, '$TTL 3600\n@ IN SOA ns1 admin\n', false],
    ['a.xml', 'xml', '<zones><zone/></zones>', false],
    ['script.txt', undefined, 'set brand\nadd stuff\n', false],
    ['x', 'zonecfg', '', true],
  ])('%s %s %j', (path, languageId, head, known) => {
    expect(recognise({ path, head, ...(languageId && { languageId }) })?.id === 'zones').toBe(known);
  });

  test.each([
    ['several commands on a line', 'add net; set physical=a; end; set autoboot=true', ['zone/net=', 'zone/net/physical=a', 'zone/autoboot=true']],
    ['quotes and comments', 'set bootargs="-m a; b" # no', ['zone/bootargs=-m a; b']],
    ['a resource never ended', 'add fs\nset dir=/a\n', ['zone/fs=', 'zone/fs/dir=/a']],
    ['lists', 'add fs\nadd options [ro,nodevices]\nend', ['zone/fs=', 'zone/fs/options=[ro,nodevices]']],
    ['half a command', 'set\nadd\nset brand', ['zone/brand=']],
  ])('%s', (_, text, expected) => expect(elements(text)).toEqual(expected));

  test('XML and commands lead to the same paths', () => {
    expect(elements('<zone brand="lx"><network physical="a"/></zone>')).toEqual(['zone/brand=lx', 'zone/net=', 'zone/net/physical=a']);
  });

  test.each([
    ['lx', 'lx-zone'],
    ['bhyve', 'bhyve'],
    ['solaris-kz', 'kernel-zone'],
    ['ipkg', 'solaris-zone'],
  ])('brand %s is %s', (brand, technology) => {
    const file = parser.parse(`create -b\nset brand=${brand}\n`);
    expect(technologyOf(file, annotator, 0, format.technology)).toBe(technology);
  });
});
