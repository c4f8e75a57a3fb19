import type { Element, ParsedFile, Range } from '../../model/element.ts';
import { ElementBuilder } from '../builder.ts';
import { Lines } from '../lines.ts';
import { parsedFile } from '../parsed-file.ts';
import { pathOf } from './legacy.ts';

const SETTING = /^([ \t]*)(lxc\.[\w.:/-]+)([ \t]*[=:][ \t]*)(.*?)[ \t]*$/;
const PROXMOX = /^([a-z][a-z-]*?)(\d*)(:[ \t]*)(.*?)[ \t]*$/;
/** Longer lines are no setting. */
const MAX_LINE = 8_192;
/** Values that are lists of words, each with a meaning of its own. */
const LISTS = /^lxc\/(?:cap\/(?:drop|keep)|mount\/auto|namespace\/(?:clone|keep))$/;
/** Proxmox values of the form `first,key=value,…`. */
const OPTIONS = new Set(['rootfs', 'mp', 'net', 'features', 'dev']);

/**
 * Reads `lxc.key = value` lines with new or old names, and Proxmox VE's `key: value` files up to their first snapshot.
 * Never throws; other lines are left out. Facets: a card's `type` and `link`, a mount entry's `source`, `target`,
 * `fstype`, and on everything `unprivileged`.
 */
export function parseLxc(text: string): ParsedFile {
  const out = new ElementBuilder(0);
  const lines = new Lines(text);
  let nic = -1;
  let name = '';
  const cards = new Map<string, Record<string, string>>();
  while (!lines.done) {
    const { start, end } = lines.next();
    if (end - start > MAX_LINE) continue;
    const line = text.slice(start, end);
    if (/^\[[^\]]+\]/.test(line)) break;
    const lxc = SETTING.exec(line);
    if (lxc) {
      const [, indent = '', key = '', sign = '', value = ''] = lxc;
      if (/^lxc\.network\.type$/.test(key)) nic++;
      const path = pathOf(key, Math.max(nic, 0));
      if (path === 'lxc/uts/name') name ||= value;
      const at = start + indent.length;
      addSetting(out, path, key, value, at, at + key.length + sign.length, cards);
      continue;
    }
    const proxmox = PROXMOX.exec(line);
    if (!proxmox || /^\s*#/.test(line)) continue;
    const [, key = '', index = '', sign = '', value = ''] = proxmox;
    if (key === 'hostname') name ||= value;
    addProxmox(out, key, index, value, start, start + key.length + index.length + sign.length);
  }
  const mapped = out.elements.some(({ path, value }) => path === 'lxc/idmap' || (path === 'pve/unprivileged' && value === '1'));
  const shared = { unprivileged: String(mapped) };
  const elements = out.elements.map((element): Element => {
    const card = /^lxc\/net\/[^/]+/.exec(element.path)?.[0];
    return { ...element, facets: { ...shared, ...(card && cards.get(card)), ...element.facets } };
  });
  return parsedFile(elements, elements.length ? [{ name: name || 'container', range: { start: 0, end: text.length } }] : [], ({ path }) =>
    /^(?:lxc\/idmap|pve\/unprivileged)$/.test(path),
  );
}

function addSetting(
  out: ElementBuilder,
  path: string,
  name: string,
  value: string,
  start: number,
  valueStart: number,
  cards: Map<string, Record<string, string>>,
): void {
  const range = { start, end: valueStart + value.length };
  const nameRange = { start, end: start + name.length };
  const [, card, field] = /^(lxc\/net\/[^/]+)\/(type|link)$/.exec(path) ?? [];
  if (card && field) cards.set(card, { ...cards.get(card), [field]: value });
  const list = LISTS.test(path);
  const valueRange = { start: valueStart, end: range.end };
  const parent = out.add({
    path,
    name,
    value,
    range,
    nameRange,
    valueRange,
    hoverRange: list ? nameRange : range,
    facets: path === 'lxc/mount/entry' ? mountFacets(value) : {},
  });
  if (!list) return;
  for (const match of value.matchAll(/\S+/g)) {
    const word: Range = { start: valueStart + match.index, end: valueStart + match.index + match[0].length };
    out.add({ path: `${path}/item`, name: match[0], value: match[0], range: word }, parent);
  }
}

/** `source target fstype options`, as in fstab(5). */
function mountFacets(value: string): Record<string, string> {
  const [source = '', target = '', fstype = '', options = ''] = value.trim().split(/\s+/);
  return { source, target, fstype, ro: String(/(?:^|,)ro(?:,|$)/.test(options)) };
}

function addProxmox(out: ElementBuilder, key: string, index: string, value: string, start: number, valueStart: number): void {
  const path = `pve/${key}`;
  const range = { start, end: valueStart + value.length };
  const nameRange = { start, end: start + key.length + index.length };
  const valueRange = { start: valueStart, end: range.end };
  const inner = OPTIONS.has(key);
  const parts = inner ? [...value.matchAll(/[^,]+/g)].map((match) => ({ text: match[0], at: valueStart + match.index })) : [];
  const fields = Object.fromEntries(
    parts.map(({ text }) => (text.includes('=') ? [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)] : ['volume', text])),
  );
  const parent = out.add({ path, name: key + index, value, range, nameRange, valueRange, hoverRange: inner ? nameRange : range, facets: fields });
  for (const { text, at } of parts) {
    const equals = text.indexOf('=');
    const name = equals < 0 ? 'volume' : text.slice(0, equals);
    const part = { start: at, end: at + text.length };
    out.add(
      {
        path: `${path}/${name.replaceAll('/', ':').slice(0, 60)}`,
        name,
        value: text.slice(equals + 1),
        range: part,
        valueRange: { start: at + equals + 1, end: part.end },
      },
      parent,
    );
  }
}
