/** The fields of an fstab(5) line: what is mounted where, as what, and whether it can be written to. */
export function mountFacets(value: string): Record<string, string> {
  const [source = '', target = '', type = '', options = ''] = value.trim().split(/\s+/, 5);
  const named = options.split(',');
  return { source, target, fstype: type, mode: named.includes('ro') || named.includes('rdonly') ? 'ro' : 'rw' };
}

/** `em0|192.0.2.1/24 …`: the interface, the address alone, and of which kind it is. */
export function addressFacets(value: string): Record<string, string> {
  const [, device = '', rest = ''] = /^(?:([^|\s]*)\|)?(.*)$/s.exec(value) ?? [];
  const address = rest.trim().split(/[/\s]/, 1)[0] ?? '';
  return { device, address, on: device === '' ? 'no' : /^lo\d/.test(device) ? 'loopback' : 'interface' };
}

/** What a network interface is, told by the name of its driver. */
export function interfaceFacets(value: string): Record<string, string> {
  return { device: value, kind: interfaceKind(value) };
}

const SOFTWARE = /^(?:epair|e\d+[ab]_|tap|tun|vnet\d|vmnet|bridge|lo\d|ng|jng|gif|gre|wg|vxlan|lagg|disc)/;
const PAIR = /^(?:epair(?:\d|\$)|e\d+[ab]_)|^[^.\s]*_b$/;
const CARD =
  /^(?:ae|age|alc|ale|aq|bce|bfe|bge|bnxt|cas|cxgbe|cxl|cc|dc|em|ena|fxp|gem|iavf|ice|igb|igc|ix|ixl|ixv|jme|lio|mce|mlxen|mlx5en|msk|my|nfe|nge|oce|qlnx|qlxgb|re|rge|sfxge|sge|sis|sk|ste|stge|vge|xl|axe|axge|ure|cdce|genet|dwc|mvneta|cpsw|dpni)\d+$/;

function interfaceKind(name: string): string {
  if (PAIR.test(name)) return 'pair';
  if (SOFTWARE.test(name)) return 'software';
  return CARD.test(name) ? 'card' : 'other';
}
