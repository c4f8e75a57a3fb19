type Unit = 'page' | 'byte' | 'kilobyte' | 'item';

const BYTES: Readonly<Record<Exclude<Unit, 'item'>, number>> = { page: 4_096, byte: 1, kilobyte: 1_024 };
const SUFFIX: Readonly<Record<string, number>> = { b: 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40, p: 4_096 };
/** LONG_MAX of 32 bits, and far below that of 64: what vzctl writes for `unlimited`. */
const LONG_MAX = 2_147_483_647;
const NEVER = 2 ** 50;

const KILOBYTES = /^DISKSPACE$/;
const PAGES = /PAGES$/;
const ITEMS = /^(?:AV)?NUM|^DISKINODES$/;
const RANGES = /PAGES$|^(?:AV)?NUM|^(?:KMEMSIZE|DCACHESIZE|TCPSNDBUF|TCPRCVBUF|OTHERSOCKBUF|DGRAMRCVBUF|DISKSPACE|DISKINODES|IPTENTRIES|DCACHE)$/;

/**
 * What `barrier:limit` says, as facets: `barrier` and `limit` (or `unlimited`), `limited` and `guaranteed` (`yes`, `no`, `unknown`),
 * both in a readable unit (pages are 4 KiB, as on x86). One number is both. Empty for other parameters.
 */
export function amountFacets(key: string, value: string): Record<string, string> {
  if (!RANGES.test(key) || !value.trim()) return {};
  const [first = '', second = first] = value.trim().split(':', 2);
  const unit: Unit = PAGES.test(key) ? 'page' : ITEMS.test(key) ? 'item' : KILOBYTES.test(key) ? 'kilobyte' : 'byte';
  const barrier = amountOf(first, unit);
  const limit = amountOf(second, unit);
  return {
    barrier: barrier ?? first,
    limit: limit ?? second,
    limited: limit === undefined ? 'unknown' : limit === 'unlimited' ? 'no' : 'yes',
    guaranteed: barrier === undefined ? 'unknown' : /^0(?: |$)/.test(barrier) ? 'no' : 'yes',
  };
}

/** `65536` pages as `256 MiB`, `unlimited`, or undefined for what is no number. */
function amountOf(written: string, unit: Unit): string | undefined {
  const [, digits = '', suffix = ''] = /^(\d+(?:\.\d+)?)([a-z]?)$/i.exec(written) ?? [];
  if (/^unlimited$/i.test(written)) return 'unlimited';
  if (!digits) return undefined;
  const number = Number(digits);
  if (!suffix && (number === LONG_MAX || number >= NEVER)) return 'unlimited';
  if (unit === 'item') return suffix ? undefined : String(number);
  const factor = suffix ? SUFFIX[suffix.toLowerCase()] : BYTES[unit];
  return factor === undefined ? undefined : readable(number * factor);
}

function readable(bytes: number): string {
  const names = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  let amount = bytes;
  let index = 0;
  for (; amount >= 1_024 && index < names.length - 1; index += 1) amount /= 1_024;
  return `${Math.round(amount * 10) / 10} ${names[index]}`;
}
