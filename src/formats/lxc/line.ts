import type { Range } from '../../model/element.ts';

/** A setting of either kind of file, or the header of a Proxmox VE section. */
export type Line =
  | { readonly kind: 'section'; readonly name: string; readonly range: Range; readonly nameRange: Range }
  | {
      readonly kind: 'lxc' | 'pve';
      readonly key: string;
      readonly value: string;
      readonly range: Range;
      readonly nameRange: Range;
      readonly valueRange: Range;
    };

const LXC = /^[ \t]*(lxc\.[A-Za-z0-9_.*-]{1,250})[ \t]*[=:]/;
const PVE = /^([a-z][a-z_]{0,60}\d{0,5}):/;
const SECTION = /^\[((?:pve:)?[A-Za-z][A-Za-z0-9_-]{0,100})\][ \t]*$/;
/** What is longer is read up to here. */
const MAX_LINE = 65_536;

/**
 * Reads one line as liblxc does (src/lxc/confile.c parse_line: `#` begins a comment only at the start, one pair of quotes around
 * a value is taken off) or as Proxmox VE does (PVE::LXC::Config parse_pct_config: `key: value`, `[snapshot]`, raw `lxc.*` with `:` or `=`).
 */
export function readLine(text: string, line: Range): Line | undefined {
  const content = text.slice(line.start, Math.min(line.end, line.start + MAX_LINE));
  const section = SECTION.exec(content);
  if (section) {
    const name = section[1] ?? '';
    return {
      kind: 'section',
      name,
      range: { start: line.start, end: line.start + name.length + 2 },
      nameRange: { start: line.start + 1, end: line.start + 1 + name.length },
    };
  }
  const lxc = LXC.exec(content);
  const match = lxc ?? PVE.exec(content);
  if (!match) return undefined;
  const key = match[1] ?? '';
  const start = line.start + match[0].indexOf(key);
  const nameRange = { start, end: start + key.length };
  const raw = content.slice(match[0].length);
  const trimmed = raw.trim();
  const end = line.start + match[0].length;
  if (!trimmed) return { kind: lxc ? 'lxc' : 'pve', key, value: '', range: { start, end }, nameRange, valueRange: { start: end, end } };
  const from = end + raw.length - raw.trimStart().length;
  const to = from + trimmed.length;
  const quoted = lxc && trimmed.length > 1 && /^["']/.test(trimmed) && trimmed.at(-1) === trimmed[0] ? 1 : 0;
  return {
    kind: lxc ? 'lxc' : 'pve',
    key,
    value: trimmed.slice(quoted, trimmed.length - quoted),
    range: { start, end: to },
    nameRange,
    valueRange: { start: from + quoted, end: to - quoted },
  };
}
