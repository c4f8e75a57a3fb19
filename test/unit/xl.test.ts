import { describe, expect, test } from 'vitest';
import { xl } from '../../src/formats/xl/format.ts';
import { parseXl } from '../../src/formats/xl/parse.ts';

const paths = (text: string) =>
  parseXl(text)
    .elements()
    .map(({ path, value }) => `${path}=${value}`);
const facets = (text: string, path: string) =>
  parseXl(text)
    .elements()
    .find((element) => element.path === path)?.facets;

describe('xl settings', () => {
  test('semicolons, CRLF, BOM, comments, numbers', () => {
    expect(paths('\ufeffname="h0"; type = \'hvm\' # c\r\n# memory = 1\r\nmemory=0x400\r\n')).toEqual(['name=h0', 'type=hvm', 'memory=0x400']);
    expect(facets('memory=0x400', 'memory')).toMatchObject({ mb: '1024' });
  });

  test('half-typed strings end with their line, half-typed lists before the next setting', () => {
    expect(paths('name = "h\nmemory =\nvif = [ \'bridge=x\nvcpus = 2')).toEqual(['name=h', 'memory=', "vif=[ 'bridge=x", 'vif/0=bridge=x', 'vcpus=2']);
  });

  test('Python of old files is passed over', () => {
    expect(paths('import os\nif a == 1:\n  kernel = "/x"\n"""\nmemory = 1\n"""\next = \'a\' + b # c\n')).toEqual(['kernel=/x', "ext='a' + b"]);
  });

  test('several lists of one key are counted on', () => {
    expect(paths("vif = ['']\nvif += ['bridge=b']").filter((path) => path.startsWith('vif/'))).toEqual(['vif/0=', 'vif/1=bridge=b']);
  });

  test('an item is hovered where it is named, its other parts on their own', () => {
    const text = "vif = [ 'model=e1000, mac=00:16:3e:00:00:01' ]";
    const file = parseXl(text);
    expect(file.at(text.indexOf('e1000'))?.path).toBe('vif/0/model');
    expect(file.at(text.indexOf('mac'))?.path).toBe('vif/0');
    expect(file.at(text.indexOf('vif'))?.path).toBe('vif');
  });
});

describe('disks', () => {
  test.each([
    ['/dev/vg/g,,hda', { format: 'raw', vdev: 'hda', bus: 'hd', access: 'rw', medium: 'device' }],
    ['/root/a.iso,,hdc,,cdrom', { devtype: 'cdrom', access: 'ro', medium: 'file' }],
    ['format=qcow2, vdev=xvda, access=r, target=/a, b', { format: 'qcow2', access: 'ro', medium: 'file' }],
    ['tap:qcow2:/a.img,xvda,w!', { format: 'qcow2', vdev: 'xvda', access: 'rw' }],
    ['phy:vg/a,xvda:cdrom,r', { medium: 'device', devtype: 'cdrom' }],
    [',hdc:cdrom,r', { medium: 'empty', devtype: 'cdrom' }],
    ['target=/x', { medium: 'file', bus: 'other' }],
  ])('%s', (spec, expected) => {
    expect(facets(`disk = ["${spec}"]`, 'disk/0')).toMatchObject(expected);
  });
});

test.each([
  ['type="pvh"\nbuilder="hvm"', 'pvh', 'true'],
  ['builder = "hvm"', 'hvm', 'true'],
  ['builder = "generic"', 'pv', 'true'],
  ['gic_version = "v3"', 'pvh', 'false'],
  ['memory = 1', 'pv', 'false'],
])('the guest type of %s', (text, guest, stated) => {
  expect(parseXl(text).elements()[0]?.facets).toMatchObject({ guest, stated });
});

test('hostile text is read in linear time', () => {
  const start = performance.now();
  for (const text of [
    "a='''\n".repeat(50_000),
    `a = ${'['.repeat(100_000)}`,
    "disk = ['a,b'".repeat(20_000),
    `disk = ['${'target=,'.repeat(50_000)}']`,
    `vif = ['${'a=b,'.repeat(50_000)}']`,
    `a${' '.repeat(200_000)}b`,
  ])
    parseXl(text).elements();
  expect(performance.now() - start).toBeLessThan(20_000);
});

describe('recognition', () => {
  const yes = (path: string, head?: string) => xl.recognises({ path, ...(head !== undefined && { head }) });

  test('guests', () => {
    expect(yes('/a/xl.cfg')).toBe(true);
    expect(yes('web.xl')).toBe(true);
    expect(yes('a.cfg', 'type = "pv"\nmemory = 512\n')).toBe(true);
    expect(yes('a.cfg', "kernel = '/boot/k'\nvif = [ '' ]\n")).toBe(true);
    expect(yes('/etc/xen/web01', 'name="x"\nbuilder = "hvm"\n')).toBe(true);
    expect(yes('/etc/xen/auto/web01', 'memory = 4\ndisk = [\n')).toBe(true);
  });

  test('everybody else', () => {
    expect(yes('setup.cfg', '[metadata]\nname = x\n[options]\n')).toBe(false);
    expect(yes('nagios.cfg', 'log_file=/var/log/nagios.log\ncfg_dir=/etc\n')).toBe(false);
    expect(yes('host.cfg', 'define host {\n  name "x"\n}\n')).toBe(false);
    expect(yes('grub.cfg', 'menuentry "Debian" {\n linux /vmlinuz\n}\n')).toBe(false);
    expect(yes('a.cfg', 'name = "x"\ntype = "service"\n')).toBe(false);
    expect(yes('a.cfg', '[vm]\ntype = "pv"\nmemory = 1\n')).toBe(false);
    expect(yes('a.cfg')).toBe(false);
    expect(yes('/etc/xen/xl.conf', 'autoballoon="auto"\nvif.default.script="vif-bridge"\n')).toBe(false);
    expect(yes('/etc/nginx/nginx.conf', 'type = "pv"\nmemory = 1\n')).toBe(false);
  });
});
