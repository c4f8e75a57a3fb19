/** How an option's argument is read: there is none, it is one value, or a list `a,key=value,…`. */
export type Shape = 'flag' | 'value' | 'list' | 'cpu' | 'global';

/** One option of QEMU's command line; `group` is the name of its section in a `-readconfig` file, or the option's own. */
export interface Option {
  readonly group: string;
  readonly shape: Shape;
  /** The key that the list's first element may leave out. */
  readonly implied?: string;
  /** The option says this of its group: `-enable-kvm` is `-accel kvm`. */
  readonly says?: { readonly key: string; readonly value: string };
}

/** Groups whose path has what they are in a segment of its own (`device/e1000/mac`), by the key that says it. */
export const KIND_KEYS: Readonly<Record<string, string>> = {
  device: 'driver',
  netdev: 'type',
  net: 'type',
  nic: 'type',
  chardev: 'backend',
  object: 'qom-type',
  audiodev: 'driver',
  audio: 'driver',
  tpmdev: 'type',
  fsdev: 'fsdriver',
  virtfs: 'fsdriver',
  display: 'type',
  blockdev: 'driver',
  numa: 'type',
};

/** The key that a list may leave out, by group: `-m 4G` is `size=4G`. */
const IMPLIED: Readonly<Record<string, string>> = {
  ...KIND_KEYS,
  accel: 'accel',
  machine: 'type',
  memory: 'size',
  'smp-opts': 'cpus',
  'boot-opts': 'order',
  name: 'guest',
  icount: 'shift',
  sandbox: 'enable',
  vnc: 'vnc',
  mon: 'chardev',
  'option-rom': 'romfile',
  trace: 'enable',
  fw_cfg: 'name',
  plugin: 'file',
  'semihosting-config': 'enable',
};

/** Options named otherwise than their section. */
const GROUP_OF: Readonly<Record<string, string>> = { M: 'machine', m: 'memory', smp: 'smp-opts', boot: 'boot-opts', acpitable: 'acpi' };

const LISTS =
  'accel machine M m smp boot name icount sandbox vnc mon option-rom trace fw_cfg plugin semihosting-config device netdev net nic chardev object audiodev audio tpmdev fsdev virtfs display blockdev numa drive rtc overcommit run-with realtime spice add-fd msg action smbios acpitable iscsi compat';
const VALUES =
  'fda fdb hda hdb hdc hdd cdrom pflash mtdblock sd bios kernel shim initrd append dtb L pidfile readconfig writeconfig loadvm incoming uuid k vga g rotate serial parallel monitor qmp qmp-pretty debugcon gdb d D dfilter seed echr watchdog watchdog-action chroot runas mem-path xen-domid prom-env usbdevice balloon soundhw dump-vmstate set qtest qtest-log redir tftp bootp smb startdate kvm-shadow-memory tb-size virtioconsole';
const FLAGS =
  'h help version usb no-reboot no-shutdown daemonize nodefaults no-user-config nodefconfig nographic snapshot S s full-screen alt-grab ctrl-grab no-quit no-frame no-acpi no-hpet no-fd-bootchk win2k-hack mem-prealloc semihosting singlestep one-insn-per-tb preconfig only-migratable old-param xen-attach xen-domid-restrict enable-sync-profile async-teardown audio-help portrait localtime rtc-td-hack tdf enable-fips no-kvm-irqchip no-kvm-pit no-kvm-pit-reinjection perfmap jitdump';

const SAYING: Readonly<Record<string, Option>> = {
  'enable-kvm': says('accel', 'accel', 'kvm'),
  'no-kvm': says('accel', 'accel', 'tcg'),
  'enable-hax': says('accel', 'accel', 'hax'),
  curses: says('display', 'type', 'curses'),
  sdl: says('display', 'type', 'sdl'),
};

function says(group: string, key: string, value: string): Option {
  return { group, shape: 'flag', says: { key, value } };
}

const OPTIONS = new Map<string, Option>([
  ...LISTS.split(' ').map((name): [string, Option] => {
    const group = GROUP_OF[name] ?? name;
    const implied = IMPLIED[group];
    return [name, { group, shape: 'list', ...(implied && { implied }) }];
  }),
  ...VALUES.split(' ').map((name): [string, Option] => [name, { group: name, shape: 'value' }]),
  ...FLAGS.split(' ').map((name): [string, Option] => [name, { group: name, shape: 'flag' }]),
  ...Object.entries(SAYING),
  ['cpu', { group: 'cpu', shape: 'cpu', implied: 'model' }],
  ['global', { group: 'global', shape: 'global' }],
]);

/** Every option of `qemu-system-*`, also those of older versions, by its name without dashes. */
export function optionOf(name: string): Option | undefined {
  return OPTIONS.get(name);
}

/** The options of user mode (`qemu-aarch64`), by whether they take a value. */
export const USER_OPTIONS: ReadonlyMap<string, boolean> = new Map([
  ...'h help version strace one-insn-per-tb singlestep jitdump perfmap ignore-environment'.split(' ').map((name): [string, boolean] => [name, false]),
  ...'g L s cpu E U 0 r B R d dfilter D p t tb-size seed trace plugin bsd'.split(' ').map((name): [string, boolean] => [name, true]),
]);
