/** Settings moved between these over the versions: they give their children no place. */
export const WRAPPERS = new Set(['VirtualBox', 'Machine', 'Hardware', 'Platform', 'x86', 'arm']);

/** What is not in effect (a snapshot's settings, the modes a card is not in) or cannot be read is known by its tag only. */
export const OPAQUE = new Set(['Snapshot', 'DisabledModes', 'MachineEncrypted']);

/** Hovered as themselves even when they have attributes: being there is the setting. */
export const THEMSELVES = new Set(['NAT', 'Machine', 'Snapshot', 'MachineEncrypted']);

/** What an element is about, the most telling attribute first. */
export const TELLING = [
  'hostPath',
  'hostport',
  'src',
  'hostMode',
  'controller',
  'driver',
  'host',
  'type',
  'mode',
  'provider',
  'count',
  'RAMSize',
  'active',
  'enabled',
  'maxBytesPerSec',
  'location',
  'device',
  'name',
];

/** Earlier names of the same element. */
const EARLIER: ReadonlyMap<string, string> = new Map([
  ['BIOS', 'Firmware'],
  ['HostInterface', 'BridgedInterface'],
  ['Lpt', 'LPT'],
  ['Uart', 'UART'],
  ['VideoRecording', 'VideoCapture'],
]);

/** Today's name of an element. */
export function canonical(name: string): string {
  return EARLIER.get(name) ?? name;
}

/** Where an element stands for notes: below its parent, unless that only wraps; differencing disks are in one place however deep. */
export function pathOf(name: string, parent: { readonly path: string; readonly name: string } | undefined): string {
  if (!parent || WRAPPERS.has(parent.path)) return name;
  if (name === 'HardDisk' && parent.path.endsWith('/HardDisk/HardDisk')) return parent.path;
  return `${parent.path}/${name}`;
}
