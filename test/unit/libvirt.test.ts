import { describe, expect, test } from 'vitest';
import { libvirt } from '../../src/formats/libvirt/format.ts';
import { parseLibvirt } from '../../src/formats/libvirt/parse.ts';
import type { Element } from '../../src/model/element.ts';
import { checkFile } from '../support/properties.ts';

const find = (text: string, path: string): Element | undefined =>
  parseLibvirt(text)
    .elements()
    .find((element) => element.path === path);
const paths = (text: string) =>
  parseLibvirt(text)
    .elements()
    .map((element) => element.path);
const cut = (text: string, element: Element | undefined) => element && text.slice(element.hoverRange.start, element.hoverRange.end);

describe('recognition', () => {
  const recognises = (head: string, path = 'x.xml', languageId?: string) => libvirt.recognises({ path, head, ...(languageId && { languageId }) });

  test.each([
    "<domain type='kvm'>",
    '\ufeff<?xml version="1.0"?>\r\n<!-- a -- b -->\r\n<domain id="3" type="lxc" xmlns:lxc="x">',
    '<!DOCTYPE domain>\n<domain type="qemu">',
    "<domain type='{{ virt_type }}'>",
    "<domstatus state='running' reason='booted' pid='1'>\n<domain type='kvm'>",
  ])('%s', (head) => {
    expect(recognises(head)).toBe(true);
  });

  test.each([
    '<html>',
    '<network><name>default</name></network>',
    '<domainsnapshot><domain type="kvm"/></domainsnapshot>',
    '<domain log-root="${x}" version="10.0"><!-- GlassFish --></domain>',
    "<domain type='business'>",
    '<!-- <domain type="kvm"> --><pool type="dir"/>',
    '',
  ])('not %s', (head) => {
    expect(recognises(head)).toBe(false);
  });

  test('only XML files', () => {
    expect(recognises("<domain type='kvm'>", 'notes.txt')).toBe(false);
    expect(recognises("<domain type='kvm'>", 'Untitled-1', 'xml')).toBe(true);
    expect(recognises("<domain type='kvm'>", 'vm.xml.j2')).toBe(true);
    expect(libvirt.recognises({ path: 'vm.xml' })).toBe(false);
  });
});

describe('elements', () => {
  const text =
    "\ufeff<domain type='xen'>\r\n <name>a&amp;b</name>\r\n <os><type arch=\"x86_64\"\r\n machine = 'xenpv'> linux </type></os>\r\n <vcpu current='1'><!-- x -->2</vcpu><on_crash/></domain>";

  test('texts, attributes and empty elements', () => {
    expect(find(text, 'domain/name')?.value).toBe('a&b');
    expect(cut(text, find(text, 'domain/name'))).toBe('a&amp;b');
    expect(cut(text, find(text, 'domain/os/type'))).toBe('linux');
    expect(cut(text, find(text, 'domain/os/type@machine'))).toBe("machine = 'xenpv'");
    expect(cut(text, find(text, 'domain/vcpu'))).toBe('2');
    expect(cut(text, find(text, 'domain/on_crash'))).toBe('on_crash');
    expect(find(text, 'domain@type')?.parent?.facets).toMatchObject({ domain: 'xen', ostype: 'linux' });
    expect(parseLibvirt(text).workloads.map(({ name }) => name)).toEqual(['a&b']);
  });

  test('the tag of a text or of a leaf answers for it', () => {
    const file = parseLibvirt(text);
    expect(file.at(text.indexOf('vcpu'))).toMatchObject({ path: 'domain/vcpu', value: '2' });
    const disk = "<domain type='kvm'><devices><disk><target dev='vda' bus='virtio'/></disk></devices></domain>";
    expect(parseLibvirt(disk).at(disk.indexOf('target'))).toMatchObject({ path: 'domain/devices/disk/target@bus', value: 'virtio' });
    expect(paths(disk)).toEqual([
      'domain',
      'domain@type',
      'domain/devices',
      'domain/devices/disk',
      'domain/devices/disk/target@dev',
      'domain/devices/disk/target@bus',
    ]);
  });

  test('a status file, foreign metadata, chains of images, prefixes', () => {
    const status = "<domstatus><taint/><domain type='kvm'><name>x</name></domain></domstatus>";
    expect(paths(status)).toEqual(['domain', 'domain@type', 'domain/name']);
    expect(paths("<domain type='kvm'><metadata><a:b xmlns:a='u' type='kvm'>x</a:b></metadata></domain>")).toEqual(['domain', 'domain@type', 'domain/metadata']);
    const chain = "<domain type='kvm'><devices><disk><backingStore type='file'><backingStore type='block'/></backingStore></disk></devices></domain>";
    expect(paths(chain).filter((path) => path === 'domain/devices/disk/backingStore@type')).toHaveLength(2);
    const qemu = "<domain type='kvm' xmlns:q='http://libvirt.org/schemas/domain/qemu/1.0'><q:commandline><q:arg value='-s'/></q:commandline></domain>";
    expect(paths(qemu).at(-1)).toBe('domain/qemu:commandline/qemu:arg@value');
  });
});

describe('broken files', () => {
  test.each([
    ["<domain type='kvm'><vcpu", ['domain@type']],
    ["<domain type='kvm'><vcpu>4", ['domain', 'domain@type', 'domain/vcpu']],
    ["<domain type='kvm'><os><type arch='x86_64", ['domain', 'domain@type', 'domain/os', 'domain/os/type']],
    ["<domain type='kvm'><cpu mode=host-model><memory>1</memory></domain>", ['domain', 'domain@type', 'domain/cpu', 'domain/cpu/memory']],
    [
      "<domain type='kvm'><os><boot/></stray><kernel>k</kernel></os><vcpu>1</vcpu></domain>",
      ['domain', 'domain@type', 'domain/os', 'domain/os/boot', 'domain/os/kernel', 'domain/vcpu'],
    ],
    [
      "<domain type='kvm'>{% if x %}<cpu><model>m</cpu><vcpu>{{ n }}</vcpu>{% endif %}</domain>",
      ['domain', 'domain@type', 'domain/cpu', 'domain/cpu/model', 'domain/vcpu'],
    ],
  ])('%s', (text, expected) => {
    expect(paths(text)).toEqual(expected);
    checkFile(text, parseLibvirt(text));
  });

  test('entities are not expanded', () => {
    const bomb = "<!DOCTYPE d [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><domain type='kvm'><name>&b;</name></domain>";
    expect(find(bomb, 'domain/name')?.value).toBe('&b;');
  });

  test.each([
    ['100 000 levels', `<domain type='kvm'>${'<a>'.repeat(100_000)}`],
    ['100 000 closing tags', `<domain type='kvm'>${'</a>'.repeat(100_000)}`],
    ['100 000 attributes', `<domain type='kvm' ${"a='1' ".repeat(100_000)}>`],
    ['a text in 100 000 pieces', `<domain type='kvm'><name>${'x<!-- -->'.repeat(100_000)}</name></domain>`],
    ['100 000 unclosed quotes', `<domain type='kvm'>${"<a b='".repeat(100_000)}`],
    ['60 000 devices', `<domain type='kvm'><devices>${"<disk type='file'/>".repeat(60_000)}</devices></domain>`],
  ])('%s are read in linear time', (_, text) => {
    const start = performance.now();
    checkFile(text, parseLibvirt(text));
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});
