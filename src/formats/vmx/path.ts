/** Devices that are numbered: `ethernet0`, `scsi0:1`, `usb:2`, `usb_xhci:4`. */
const DEVICE =
  /^(scsi|sata|ide|nvme|nvdimm|ethernet|floppy|serial|parallel|pcibridge|pcipassthru|sharedfolder|vmci|hpet|vwdt|vrdma|precisionclock|usb|usb_xhci|ehci|filter|device|vcpu|node|pool|tpm|cpupool)(\d+|:\d+)(?::(\d+))?$/;
/** Whatever follows these is a name somebody chose. */
const OPEN = new Set(['guestinfo', 'answer', 'hostcpuid', 'guestcpuid', 'usercpuid']);

/** Where a key belongs, by segments: in lower case, because VMware reads keys without regard to it, and device numbers apart. */
export interface KeyPath {
  readonly path: string;
  /** The devices it is a setting of, innermost first: `scsi/0/1`, `scsi/0`. */
  readonly devices: readonly string[];
  /** The setting of the device: `filename`. */
  readonly setting: string;
}

/** `ethernet0.virtualDev` is `ethernet/0/virtualdev`, `scsi0:1.fileName` is `scsi/0/1/filename`. */
export function pathOf(key: string): KeyPath {
  const words = key.toLowerCase().replace(/\//g, '_').split('.').filter(Boolean);
  const first = words[0] ?? '';
  if (OPEN.has(first) && words.length > 1) return { path: `${first}/${words.slice(1).join('.')}`, devices: [], setting: '' };
  const segments = words.flatMap(split);
  const owner = split(first);
  const devices = owner.length === 1 ? [] : owner.length === 3 ? [owner.join('/'), owner.slice(0, 2).join('/')] : [owner.join('/')];
  return { path: segments.join('/'), devices, setting: words.slice(1).join('.') };
}

function split(word: string): string[] {
  const match = DEVICE.exec(word);
  if (!match) return [word];
  const [, family = '', index = '', unit] = match;
  return [family, index.replace(':', ''), ...(unit === undefined ? [] : [unit])];
}
