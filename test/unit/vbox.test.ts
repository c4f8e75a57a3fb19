import { expect, test } from 'vitest';
import { vbox } from '../../src/formats/vbox/format.ts';
import { parseVbox } from '../../src/formats/vbox/parse.ts';
import type { Element } from '../../src/model/element.ts';

const ROOT = '<VirtualBox xmlns="http://www.virtualbox.org/" version="1.19-linux">';

function machine(inside: string): string {
  return `<?xml version="1.0"?>\n${ROOT}\n  <Machine name="web">${inside}</Machine>\n</VirtualBox>\n`;
}

function find(text: string, path: string): Element[] {
  return parseVbox(text)
    .elements()
    .filter((element) => element.path === path);
}

test.each([
  ['a.vbox', undefined, `<?xml version="1.0"?>\n<!--\n** DO NOT EDIT -->\n${ROOT}\n  <Machine uuid="{1}"`, true],
  ['C:\\vm\\a.vbox-prev', undefined, `\ufeff${ROOT}\r\n<!-- a -- b --><Machine\n`, true],
  ['a.vbox', 'plaintext', `<VirtualBox version="1.2" xmlns='http://www.innotek.de/VirtualBox-settings'><Machine>`, true],
  ['a.vbox', 'xml', `${ROOT}<MachineEncrypted uuid="{1}">`, true],
  ['copy', 'xml', `${ROOT}<Machine>`, true],
  ['VirtualBox.xml', 'xml', `${ROOT}<Global><MachineRegistry>`, false],
  ['a.vbox', 'xml', '', false],
  ['a.vbox', undefined, undefined, false],
  ['a.vbox', 'xml', '<VirtualBox><Machine>', false],
  ['a.xml', 'xml', '<VirtualBox xmlns="http://example.org/"><Machine>', false],
  ['a.ovf', 'plaintext', `<Envelope><vbox:Machine>`, false],
  ['a.txt', 'plaintext', `${ROOT}<Machine>`, false],
  ['pom.xml', 'xml', '<project xmlns="http://maven.apache.org/POM/4.0.0">', false],
])('recognises %s (%s) %j: %s', (path, languageId, head, expected) => {
  expect(vbox.recognises({ path, ...(languageId !== undefined && { languageId }), ...(head !== undefined && { head }) })).toBe(expected);
});

test('an attribute is hovered from its name to the closing quote, its tag stands for the most telling one', () => {
  const text = machine('<Hardware>\r\n<CPU count="2"/>\r\n</Hardware>');
  const file = parseVbox(text);
  const [count] = find(text, 'CPU@count');
  expect(count && text.slice(count.range.start, count.range.end)).toBe('count="2"');
  expect(count && text.slice(count.valueRange.start, count.valueRange.end)).toBe('2');
  expect(file.at(text.indexOf('CPU'))).toMatchObject({ path: 'CPU@count', hoverRange: { start: text.indexOf('CPU'), end: text.indexOf('CPU') + 3 } });
  expect(file.at(text.indexOf('CPU') - 1)).toBeUndefined();
  expect(file.workloads).toMatchObject([{ name: 'web' }]);
});

test('settings stand at the same path wherever a version of VirtualBox keeps them', () => {
  const paths = (inside: string) =>
    parseVbox(machine(inside))
      .elements()
      .map(({ path }) => path);
  expect(paths('<Hardware><CPU><PAE enabled="true"/></CPU></Hardware>')).toContain('CPU/PAE@enabled');
  expect(paths('<Platform><x86><CPU><PAE enabled="true"/></CPU></x86></Platform>')).toContain('CPU/PAE@enabled');
  expect(paths('<Hardware><BIOS><IOAPIC enabled="true"/></BIOS></Hardware>')).toContain('Firmware/IOAPIC@enabled');
  expect(paths('<StorageControllers><StorageController type="AHCI"/></StorageControllers>')).toContain('StorageControllers/StorageController@type');
});

test('what a snapshot had and what a card is not in are not settings of the machine', () => {
  const text = machine(
    '<Snapshot name="s"><Hardware><Memory RAMSize="1"/></Hardware></Snapshot><Hardware><Network><Adapter slot="0"><DisabledModes><NAT/></DisabledModes></Adapter></Network></Hardware>',
  );
  expect(find(text, 'Memory@RAMSize')).toEqual([]);
  expect(find(text, 'Network/Adapter/DisabledModes/NAT')).toEqual([]);
  expect(find(text, 'Snapshot')).toHaveLength(1);
});

test('differencing disks are at one path however deep', () => {
  const nested = '<HardDisk location="d"><HardDisk location="d"><HardDisk location="d"/></HardDisk></HardDisk>';
  const text = machine(`<MediaRegistry><HardDisks><HardDisk location="base">${nested}</HardDisk></HardDisks></MediaRegistry>`);
  expect(find(text, 'MediaRegistry/HardDisks/HardDisk@location')).toHaveLength(1);
  expect(find(text, 'MediaRegistry/HardDisks/HardDisk/HardDisk@location')).toHaveLength(3);
});

test('facets: attributes, defaults that VirtualBox does not write, whether a controller has a disk', () => {
  const text = machine(
    '<Hardware><Network><Adapter slot="0"/></Network><StorageControllers><StorageController type="USB"><AttachedDevice type="HardDisk"/></StorageController></StorageControllers></Hardware>',
  );
  expect(find(text, 'Network/Adapter@slot')[0]?.parent?.facets).toEqual({ enabled: 'false', slot: '0' });
  expect(find(text, 'StorageControllers/StorageController@type')[0]?.parent?.facets).toMatchObject({ disk: 'yes' });
});

test('half a file has what is written so far, other files have nothing', () => {
  expect(find(`${ROOT}<Machine name="x"><Hardware><Memory RAMSize="512"><CPU cou`, 'Memory@RAMSize')).toHaveLength(1);
  expect(parseVbox(`${ROOT}<Global><SystemProperties/></Global></VirtualBox>`).elements()).toEqual([]);
  for (const text of ['', '<', ROOT, `${ROOT}<Machine`, '<VirtualBox', '\u0000', '<a b="c">']) expect(() => parseVbox(text).elements()).not.toThrow();
});

test('hostile files cost nothing', () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "${'b'.repeat(1000)}"><!ENTITY c "&a;&a;&a;">]>${machine('<Description>&c;</Description>')}`;
  const deep = `${ROOT}<Machine>${'<HardDisk location="x">'.repeat(100_000)}`;
  const wide = machine(`<Hardware>${'<CPU count="1" hotplug="true"/>'.repeat(30_000)}</Hardware>`);
  for (const text of [bomb, deep, wide]) {
    const start = performance.now();
    parseVbox(text).elements();
    expect(performance.now() - start).toBeLessThan(20_000);
  }
  expect(find(machine('<__proto__ constructor="1"/>'), '__proto__@constructor')).toHaveLength(1);
});
