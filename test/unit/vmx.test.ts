import { describe, expect, test } from 'vitest';
import { recognise } from '../../src/formats/registry.ts';
import { parseVmx } from '../../src/formats/vmx/parse.ts';

const only = (text: string) => {
  const [element] = parseVmx(text).elements();
  if (!element) throw new Error('no element');
  return element;
};
const slice = (text: string, range: { start: number; end: number }) => text.slice(range.start, range.end);

describe('the .vmx parser', () => {
  test.each([
    ['ethernet0.virtualDev = "e1000"', 'ethernet/0/virtualdev'],
    ['SCSI0:1.fileName = "a.vmdk"', 'scsi/0/1/filename'],
    ['sched.scsi0:1.shares = "normal"', 'sched/scsi/0/1/shares'],
    ['usb_xhci:4.present = "TRUE"', 'usb_xhci/4/present'],
    ['usb.autoConnect.device0 = "x"', 'usb/autoconnect/device/0'],
    ['isolation.tools.copy.disable = "TRUE"', 'isolation/tools/copy/disable'],
    ['hypervisor.cpuid.v0 = "FALSE"', 'hypervisor/cpuid/v0'],
    ['guestinfo.a.b/c = "1"', 'guestinfo/a.b_c'],
    ['.encoding = "UTF-8"', 'encoding'],
  ])('%s is %s', (text, path) => expect(only(text).path).toBe(path));

  test.each([
    ['a = "b"', 'b', 'a = "b"'],
    ['a="b" # why', 'b', 'a="b"'],
    ['a = b # why', 'b', 'a = b'],
    ['a = b#c', 'b#c', 'a = b#c'],
    ['a = "say |22hi|22"', 'say "hi"', 'a = "say |22hi|22"'],
    ['  a = "half', 'half', 'a = "half'],
    ['a =', '', 'a ='],
    ['a = ""', '', 'a = ""'],
    ['a = "{{ .Name }}"', '{{ .Name }}', 'a = "{{ .Name }}"'],
  ])('%s has the value %s and is hovered over %s', (text, value, hover) => {
    const element = only(text);
    expect(element.value).toBe(value);
    expect(slice(text, element.hoverRange)).toBe(hover);
    expect(slice(text, element.nameRange)).toBe('a');
  });

  test('offsets hold with a byte order mark, CRLF and characters beyond ASCII', () => {
    const text = '\ufeff#!/usr/bin/vmware\r\ndisplayName = "開発用😀"\r\nmemsize = "512"\r\n';
    const elements = parseVmx(text).elements();
    expect(elements.map((element) => slice(text, element.hoverRange))).toEqual(['displayName = "開発用😀"', 'memsize = "512"']);
    expect(parseVmx(text).workloads[0]?.name).toBe('開発用😀');
    expect(parseVmx(text).at(text.indexOf('512'))?.path).toBe('memsize');
    expect(parseVmx(text).at(text.indexOf('#!'))).toBeUndefined();
  });

  test('lines that are no setting are left out', () => {
    expect(parseVmx('# a = "b"\n\nethernet0.virtualDev\n= "x"\n{{ if .X }}\na b = "c"\n"a" = "b"\n').elements()).toEqual([]);
  });

  test('what is on an absent controller is not active; siblings are known wherever they stand', () => {
    const [file, , , card] = parseVmx(
      'scsi0:0.fileName = "a"\nscsi0.present = "false"\nethernet1.present = "TRUE"\nethernet1.vnet = "x"\nethernet1.connectionType = "Custom"',
    ).elements();
    expect(file?.facets.active).toBe('false');
    expect(card?.facets).toMatchObject({ active: 'true', present: 'true', connectiontype: 'custom' });
  });

  test('hostile files take linear time', () => {
    const started = performance.now();
    for (const text of [
      'a = '.repeat(500_000),
      `a = ${' #'.repeat(500_000)}`,
      `a = "${'|'.repeat(1_000_000)}`,
      `${'.'.repeat(1_000_000)}=`,
      `${'a.'.repeat(1_000_000)}b = "c"`,
      'a = "b"\n'.repeat(120_000),
    ])
      parseVmx(text).elements();
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

describe('recognition', () => {
  const settings = '.encoding = "UTF-8"\nconfig.version = "8"\nvirtualHW.version = "19"\n';
  test.each([
    { path: '/vm/web/web.vmx' },
    { path: 'C:\\VMs\\Web.VMX', head: settings },
    { path: 'base.vmtx', head: settings },
    { path: 'templates/web.vmx.j2', head: settings },
    { path: 'untitled', languageId: 'vmx' },
    { path: 'backup.txt', head: settings },
  ])('$path is one', (hint) => expect(recognise(hint)?.id).toBe('vmx'));

  test.each([
    { path: 'web.vmxf', head: '<?xml version="1.0"?>\n<Foundry>' },
    { path: 'strange.vmx', head: '<?xml version="1.0"?>\n<a/>' },
    { path: 'web.vmdk', head: '# Disk DescriptorFile\nversion=1\nCID=fffffffe\ncreateType="monolithicSparse"' },
    { path: 'web.vmsd', head: '.encoding = "UTF-8"\nsnapshot.lastUID = "2"\n' },
    { path: 'my.cnf', head: '[mysqld]\nport = 3306\n' },
    { path: 'nginx.conf', head: 'server {\n listen 80;\n}' },
    { path: 'notes.vmx.bak.md', head: '# About config.version' },
  ])('$path is not', (hint) => expect(recognise(hint)?.id).not.toBe('vmx'));
});
