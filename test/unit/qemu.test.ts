import { describe, expect, test } from 'vitest';
import { ElementBuilder } from '../../src/formats/builder.ts';
import { addCommand } from '../../src/formats/qemu/command-line.ts';
import { parseQemu } from '../../src/formats/qemu/parse.ts';
import { programOf } from '../../src/formats/qemu/program.ts';
import { recognise } from '../../src/formats/registry.ts';
import type { Word } from '../../src/formats/shell/shell.ts';

const slice = (text: string, range: { start: number; end: number }) => text.slice(range.start, range.end);
const paths = (text: string) =>
  parseQemu(text)
    .elements()
    .map(({ path, value }) => `${path}=${value}`);

/** Words of a command as a script's parser hands them out, without their source. */
function wordsOf(text: string): Word[] {
  return [...text.matchAll(/"([^"]*)"|\S+/g)].map((match) => ({
    text: match[1] ?? match[0],
    range: { start: match.index, end: match.index + match[0].length },
  }));
}

function command(text: string) {
  const [program, ...words] = wordsOf(text);
  const builder = new ElementBuilder(0);
  addCommand(builder, program?.text ?? '', words, program?.range);
  return builder.elements;
}

describe('QEMU command lines', () => {
  test.each([
    ['-m 4G', ['memory/size=4G']],
    ['--m 4G', ['memory/size=4G']],
    ['-smp 4,cores=2', ['smp-opts/cpus=4', 'smp-opts/cores=2']],
    ['-smp cpus=4', ['smp-opts=4', 'smp-opts/cpus=4']],
    ['-M q35,accel=kvm:tcg', ['machine/type=q35', 'accel/accel=kvm:tcg']],
    ['-machine type=pc', ['machine=pc', 'machine/type=pc']],
    ['-enable-kvm', ['accel/accel=kvm']],
    [
      '-cpu host,+vmx,-svm,hv_time,hv-vapic=off,kvm=off',
      ['cpu/model=host', 'cpu/feature/vmx=on', 'cpu/feature/svm=off', 'cpu/hv/time=on', 'cpu/hv/vapic=off', 'cpu/feature/kvm=off'],
    ],
    ['-device virtio-net-pci,netdev=n0', ['device/virtio-net=virtio-net-pci', 'device/virtio-net/netdev=n0']],
    ['-device driver=virtio-blk-ccw', ['device=virtio-blk-ccw', 'device/virtio-blk=virtio-blk-ccw']],
    ['-device vhost-user-device-pci', ['device/vhost-user-device=vhost-user-device-pci']],
    ['-device host-x86_64-cpu,core-id=1', ['device/cpu=host-x86_64-cpu', 'device/cpu/core-id=1']],
    ['-drive file=a,,b.img,if=virtio', ['drive=a,b.img', 'drive/file=a,b.img', 'drive/if=virtio']],
    ['-netdev user,id=n0,hostfwd=tcp::2222-:22', ['netdev/user=user', 'netdev/user/id=n0', 'netdev/user/hostfwd=tcp::2222-:22']],
    ['-nic user,model=e1000', ['netdev/user=user', 'device/e1000=e1000']],
    ['-net nic,model=virtio -net user', ['net/nic=nic', 'device/virtio=virtio', 'netdev/user=user']],
    ['-virtfs local,path=/a,security_model=none', ['fsdev/local=local', 'fsdev/local/path=/a', 'fsdev/local/security_model=none']],
    ['-chardev socket,path=/a,server,nowait', ['chardev/socket=socket', 'chardev/socket/path=/a', 'chardev/socket/server=on', 'chardev/socket/wait=off']],
    ['-display vnc=:1', ['display/vnc=vnc=:1']],
    ['-global ICH9-LPC.disable_s3=1', ['device/ICH9-LPC=ICH9-LPC', 'device/ICH9-LPC/disable_s3=1']],
    ['-object memory-backend-file,mem_path=/a', ['object/memory-backend-file=memory-backend-file', 'object/memory-backend-file/mem-path=/a']],
    ['-kernel bzImage -nographic', ['kernel=bzImage', 'nographic=']],
    ['disk.img', ['hda=disk.img']],
    ['$OPTS "$@"', []],
    ['-made-up value disk.img', ['hda=disk.img']],
    ['-device', ['device=']],
    ['-kernel', ['kernel=']],
  ])('%s', (options, expected) => {
    expect(
      command(`qemu-system-x86_64 ${options}`)
        .slice(1)
        .map(({ path, value }) => `${path}=${value}`),
    ).toEqual(expected);
  });

  test.each([
    ['qemu-system-x86_64', { accelerator: 'tcg', chosen: 'no', arch: 'x86_64', mode: 'system' }],
    ['/usr/libexec/qemu-kvm', { accelerator: 'kvm', chosen: 'no', mode: 'kvm' }],
    ['qemu-system-aarch64 -accel hvf', { accelerator: 'hvf', chosen: 'yes', arch: 'aarch64' }],
    ['qemu-system-x86_64 "${args[@]}"', { accelerator: 'unknown', chosen: 'unknown' }],
    ['qemu-system-x86_64 -readconfig vm.cfg', { accelerator: 'unknown', chosen: 'unknown' }],
    ['qemu-system-x86_64 -M $MACHINE', { accelerator: 'unknown', chosen: 'unknown' }],
    ['qemu-system-x86_64 -drive file=$IMG', { accelerator: 'tcg', chosen: 'no' }],
    ['kvm -machine accel=tcg', { accelerator: 'tcg', chosen: 'yes', mode: 'kvm' }],
  ])('%s', (text, facets) => expect(command(text)[0]?.facets).toMatchObject(facets));

  test('user mode: options end at the program, whose arguments are its own', () => {
    expect(command('qemu-arm-static -L /sysroot -cpu max ./a.out -m 4G').map(({ path }) => path)).toEqual(['program', 'user/L', 'user/cpu', 'user/program']);
  });

  test.each(['qemu-img', 'qemu-nbd', 'qemu-ga', 'qemu', 'ls', ''])('%s is no machine', (name) => expect(programOf(name)).toBeUndefined());

  test('parts of a word have ranges of their own; a quoted word without its source is hovered as a whole', () => {
    const text = 'kvm -drive file=a.img,if=virtio -netdev "user,id=n0"';
    const hovers = command(text).map(({ hoverRange }) => slice(text, hoverRange));
    expect(hovers).toEqual(['kvm', '-drive', 'file=a.img', 'if=virtio', '-netdev "user,id=n0"', '']);
  });
});

describe('a file that is one command line', () => {
  test('quotes, continued lines, CRLF, a byte order mark and a log line', () => {
    const text =
      '\ufeff# mine\r\nLC_ALL=C \\\r\nsudo /usr/bin/qemu-system-x86_64 \\\r\n  -name "a b",process=\'v\' \\\r\n  -drive file="$DIR/x y.img",if=virtio > log\r\n-m 1G\r\n';
    const file = parseQemu(text);
    expect(file.workloads.map(({ name }) => name)).toEqual(['a b']);
    expect(file.elements().map(({ hoverRange }) => slice(text, hoverRange))).toEqual([
      '/usr/bin/qemu-system-x86_64',
      '-name "a b',
      "process='v",
      '-drive',
      'file="$DIR/x y.img',
      'if=virtio',
    ]);
    expect(paths('2024-05-01 10:00:00.000+0000: starting up libvirt version: 1\nqemu-system-i386 -S\n')).toContain('S=');
  });

  test('placeholders and half-typed ends', () => {
    expect(paths('qemu-system-i386 -m {{ memory }} -smp <%= cpus %> -hda @DISK@')).toEqual([
      'program=qemu-system-i386',
      'memory/size={{ memory }}',
      'smp-opts/cpus=<%= cpus %>',
      'hda=@DISK@',
    ]);
    expect(paths('qemu-system-i386 -drive "file=a')).toContain('drive/file=a');
    expect(paths('qemu-system-i386 -device \'{"driver":"e1000","mac":')).toContain('device/e1000=e1000');
    expect(paths('qemu-system-i386 -m 1G \\')).toContain('memory/size=1G');
    expect(paths('echo qemu-system-i386')).toEqual([]);
  });

  test('options in JSON, as libvirt writes them', () => {
    const text = `kvm -blockdev '{"driver":"qcow2","cache":{"direct":true}}'`;
    expect(paths(text)).toEqual(['program=kvm', 'blockdev=qcow2', 'blockdev/qcow2=qcow2', 'blockdev/qcow2/cache.direct=on']);
  });
});

describe('-readconfig files', () => {
  test('have the paths that options have', () => {
    const text = '# x\r\n[device "net0"]\r\n  driver = "virtio-net-pci"\r\n  netdev = "n0"\r\n\r\n[machine]\r\n  type = "q35"\r\n  accel = "kvm"\r\n';
    const elements = parseQemu(text).elements();
    expect(elements.map(({ path }) => path)).toEqual(['device', 'device/virtio-net', 'device/virtio-net/netdev', 'machine', 'machine/type', 'accel/accel']);
    expect(elements.map(({ hoverRange }) => slice(text, hoverRange))).toEqual([
      '[device "net0"]',
      'driver = "virtio-net-pci"',
      'netdev = "n0"',
      '[machine]',
      'type = "q35"',
      'accel = "kvm"',
    ]);
    expect(elements[0]?.facets).toMatchObject({ id: 'net0', accelerator: 'kvm', machine: 'q35', kind: 'virtio-net-pci' });
  });

  test.each(['[device', '[drive "d', '[machine]\ntype', '[machine]\ntype =', '[machine]\ntype = "q', 'type = "q35"', '[]', '[object ""]\n="x"'])(
    '%j does not throw',
    (text) => {
      for (const { hoverRange } of parseQemu(text).elements()) expect(hoverRange.end).toBeLessThanOrEqual(text.length);
    },
  );

  test('[global] is a property of its device', () => {
    expect(paths('[global]\n driver = "isa-fdc"\n property = "fallback"\n value = "144"')).toEqual([
      'global=',
      'device/isa-fdc=isa-fdc',
      'device/isa-fdc/fallback=144',
    ]);
  });
});

describe('recognition', () => {
  const id = (path: string, head: string, languageId?: string) => recognise({ path, head, ...(languageId && { languageId }) })?.id;

  test.each([
    ['vm.cfg', '[device "net0"]\n  driver = "e1000"\n'],
    ['q35-emulated.cfg', '# see docs\n\n[machine]\n  type = "q35"\n\n[device]\n  driver = "ich9-ahci"\n'],
    ['anything', '[smp-opts]\n  cpus = "4"\n'],
    ['vm.args', 'LC_ALL=C \\\nPATH=/bin \\\n/usr/bin/qemu-system-x86_64 \\\n-name a \\\n'],
    ['run.qemu', '# notes\n\nqemu-aarch64 -L / ./a.out\n'],
    ['guest.log', '2024-05-01 10:00:00.000+0000: starting up libvirt version: 10\nLC_ALL=C \\\n/usr/bin/qemu-system-x86_64 \\\n-S\n'],
  ])('%s is one', (path, head) => expect(id(path, head)).toBe('qemu'));

  test.each([
    ['run.sh', 'qemu-system-x86_64 -m 1G\n', 'shellscript'],
    ['run', '#!/bin/sh\nqemu-system-x86_64 -m 1G\n'],
    ['README.md', 'qemu-system-x86_64 -m 1G\n'],
    ['a.txt', 'qemu-img create -f qcow2 a 1G\n'],
    ['a.txt', 'We use qemu-system-x86_64 -m 1G\n'],
    ['app.ini', '[device "net0"]\ndriver = e1000\n'],
    ['machine.toml', '[machine]\ntype = "q35"\n[memory]\nsize = "1G"\n'],
    ['app.conf', '[machine]\ntype = "x"\n'],
    ['.gitconfig', '[remote "origin"]\n\turl = "https://example.org"\n'],
    ['nginx.conf', 'server {\n  listen 80;\n}\n'],
    ['a.service', '[Service]\nExecStart=/usr/bin/qemu-system-x86_64 -m 1G\n'],
    ['empty.cfg', ''],
  ])('%s is none', (path, head, languageId?: string) => expect(id(path, head, languageId)).not.toBe('qemu'));
});
