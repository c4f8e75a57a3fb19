import { describe, expect, test } from 'vitest';
import { readBinary } from '../../src/cli/files.ts';
import { loadPrism } from '../../src/formats/vagrant/prism.ts';
import { parseVagrantfile } from '../../src/formats/vagrant/parse.ts';
import { recognise } from '../../src/formats/registry.ts';

const ruby = await loadPrism(readBinary);
const parse = (text: string) => parseVagrantfile(text, ruby);
const inside = (body: string) => `Vagrant.configure("2") do |config|\n${body}\nend\n`;
const found = (body: string) =>
  parse(inside(body))
    .elements()
    .slice(1)
    .map(({ path, value }) => `${path}=${value}`);

describe('the Vagrantfile parser', () => {
  test.each([
    ['config.vm.box = "a"', ['vm/box=a']],
    ['config.vm.box ||= "a"', ['vm/box=a']],
    ['BOX = "a"\nconfig.vm.box = BOX', ['vm/box=a']],
    ['config.vm.hostname = "n#{i}"', ['vm/hostname=n#{i}']],
    ['config.vm.box = "a" if ENV["A"]', ['vm/box=a']],
    ['c = 1\nconfig.vm.network(:forwarded_port, { guest: 80 })', ['vm/network/forwarded_port=forwarded_port']],
    [
      'config.vm.provider("virtualbox") { |v| v.customize ["modifyvm", :id, "--nictype1", "virtio"] }',
      ['vm/provider=virtualbox', 'provider/virtualbox/customize/modifyvm=id --nictype1 virtio', 'provider/virtualbox/customize/modifyvm/nictype/1=virtio'],
    ],
    ['config.vm.provider :vmware_fusion do |v|\n v.vmx["scsi0:0.fileName"] = "a"\nend', ['vm/provider=vmware', 'scsi/0/0/filename=a']],
    [
      'config.vm.provision "x", type: "shell", inline: <<-S\n  echo\nS\n',
      ['vm/provision/shell=x', 'vm/provision/shell/type=shell', 'vm/provision/shell/inline=  echo\n'],
    ],
    ['config.trigger.after :up, run: { inline: "a" }', ['trigger/after=up', 'trigger/run={ inline: "a" }', 'trigger/run/inline=a']],
  ])('%s', (body, expected) => expect(found(body)).toEqual(expected));

  test('a machine for each define, on the base of what all have in common', () => {
    const file = parse(
      inside(
        '%w(a b).each do |n|\n config.vm.define n do |m|\n m.vm.box = "x"\n end\nend\n(1..3).each { |i| config.vm.define("c#{i}") { |m| m.vm.hostname = "h" } }',
      ),
    );
    expect(file.workloads.map(({ name, base }) => [name, base])).toEqual([
      ['default', undefined],
      ['a, b', 0],
      ['c#{i}', 0],
    ]);
    expect(file.elements().map(({ workload }) => workload)).toEqual([0, 1, 1, 2, 2]);
  });

  test('what the second provider sets is not the first one’s', () => {
    const file = parse(
      inside('config.vm.box = "b"\nconfig.vm.provider("virtualbox") { |v| v.cpus = 1 }\nconfig.vm.provider("libvirt") { |v, o| v.cpus = 2; o.vm.box = "c" }'),
    );
    expect(file.workloads.map(({ name, base, final }) => [name, base, final])).toEqual([
      ['default (any provider)', undefined, undefined],
      ['default (virtualbox)', 0, true],
      ['default (libvirt)', 0, undefined],
    ]);
    expect(file.elements().map(({ workload }) => workload)).toEqual([0, 0, 1, 1, 2, 2, 2]);
  });

  test('offsets are those of the editor, with characters of any width, CRLF and a byte order mark', () => {
    for (const text of [
      `\ufeff# 設定😀\r\n${inside('config.vm.box = "日本😀語"\r\nconfig.vm.guest = :linux')}`,
      inside('config.vm.box = "日本😀語" # \ud800\nconfig.vm.guest = :linux'),
    ]) {
      const slices = parse(text)
        .elements()
        .slice(1)
        .map(({ hoverRange: { start, end } }) => text.slice(start, end));
      expect(slices).toEqual(['config.vm.box = "日本😀語"', 'config.vm.guest = :linux']);
    }
  });

  test.each(['config.vm.', 'config.vm.box =', 'config.vm.network "private_network", ip:', 'config.vm.provider "virtualbox" do |vb', '<%= x %>'])(
    'half-typed %s leaves the rest',
    (half) => {
      expect(found(`config.vm.box = "a"\n${half}`)[0]).toBe('vm/box=a');
    },
  );

  test('hostile files: bounded, and the next file is read as ever', () => {
    const started = performance.now();
    for (const text of [
      '"#{'.repeat(50_000),
      '['.repeat(100_000),
      'a do\n'.repeat(100_000),
      '!'.repeat(100_000),
      `a${'.a'.repeat(200_000)}`,
      'x'.repeat(2_000_000),
      'def a\n'.repeat(5_000),
    ]) {
      parse(text).elements();
      expect(found('config.vm.box = "a"')).toEqual(['vm/box=a']);
    }
    // A hundred levels were too many for the stack that the parser comes with.
    const deep = `${'if a\n'.repeat(150)}config.vm.box = "a"\n${'end\n'.repeat(150)}`;
    expect(ruby(inside(deep))).toBeDefined();
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

describe('a provider that a loop names', () => {
  test.each([
    [
      '["vmware_fusion", "vmware_workstation"].each do |p|\n config.vm.provider p do |v|\n v.gui = true\nend\nend',
      ['vm/provider=vmware', 'provider/vmware/gui=true'],
    ],
    ['["virtualbox", "libvirt"].each { |p| config.vm.provider(p) { |v| v.cpus = 1 } }', ['vm/provider=p', 'provider/p/cpus=1']],
  ])('%s', (body, expected) => expect(found(body)).toEqual(expected));
});

describe('settings that stand in another format', () => {
  test('a line for the .vmx file knows its neighbours, those of all machines included; nil takes a key out', () => {
    const body = `config.vm.provider("vmware_desktop") { |v| v.vmx["ethernet0.present"] = "FALSE"; v.vmx["sound.present"] = nil }
config.vm.define("a") { |a| a.vm.provider("vmware_desktop") { |v| v.vmx["ethernet0.virtualDev"] = "E1000"; v.vmx["ethernet1.virtualDev"] = "vmxnet3" } }`;
    const elements = parse(inside(body)).elements();
    const at = (path: string) => elements.find((element) => element.path === path)?.facets;
    expect(at('ethernet/0/virtualdev')).toMatchObject({ lower: 'e1000', active: 'false', provider: 'vmware' });
    expect(at('ethernet/1/virtualdev')).toMatchObject({ active: 'true' });
    expect(elements.map(({ path }) => path)).toContain('provider/vmware/vmx/removed');
  });

  test.each([
    ['"modifyvm", :id, "--x86-pae", "off"', 'CPU/PAE@enabled=false'],
    ['"modifyvm", :id, "--nic-promisc2", "allow-vms"', 'Network/Adapter@promiscuousModePolicy=AllowNetwork'],
    ['"modifyvm", :id, "--natpf1", "a,tcp,,8080,,80"', 'Network/Adapter/NAT/Forwarding@hostport=8080'],
    ['"modifyvm", :id, "--natpf1", "delete", "a"', 'provider/virtualbox/customize/modifyvm/natpf/1=delete a'],
    ['"modifyvm", :id, "--chipset", kind', 'provider/virtualbox/customize/modifyvm/chipset=kind'],
    ['"modifyvm", :id, "--constructor", "on"', 'provider/virtualbox/customize/modifyvm/constructor=on'],
    ['"sharedfolder", "add", :id, "--hostpath", "/a"', 'SharedFolders/SharedFolder@hostPath=/a'],
    ['"setextradata", :id, "GUI/x", "1"', 'ExtraData/ExtraDataItem@name=GUI/x'],
  ])('customize [%s] sets %s', (words, setting) => expect(found(`config.vm.provider("virtualbox") { |vb| vb.customize [${words}] }`)).toContain(setting));
});

describe('recognition', () => {
  const head = 'Vagrant.configure("2") do |config|\nend\n';
  test.each([
    { path: '/a/Vagrantfile' },
    { path: 'C:\\a\\Vagrantfile.local' },
    { path: 'web.Vagrantfile' },
    { path: 'x.vagrantfile' },
    { path: 'machines.rb', head },
    { path: 'untitled', languageId: 'ruby', head },
  ])('$path is one', (hint) => expect(recognise(hint)?.id).toBe('vagrant'));
  test.each([
    { path: 'Gemfile', languageId: 'ruby', head: 'source "https://rubygems.org"' },
    { path: 'a.rb', head: '# Vagrant.configure is mentioned' },
    { path: 'Vagrantfile.md', head },
    { path: 'notes.txt', head },
  ])('$path is not', (hint) => expect(recognise(hint)).toBeUndefined());
});
