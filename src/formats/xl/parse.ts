import type { Element, ParsedFile } from '../../model/element.ts';
import { ElementBuilder } from '../builder.ts';
import { parsedFile } from '../parsed-file.ts';
import { ARM_ONLY, diskFacets, fileFacets, guestFacets, plainFacets, vifFacets } from './facets.ts';
import { type Setting, scanSettings, type Value } from './scan.ts';
import { type Part, splitDisk, splitSpec } from './spec.ts';

/** Lists whose items are specification strings, with the part each item is known by. */
const SPECS = new Map<string, string>([
  ['disk', 'target'],
  ['vif', 'mac'],
  ['pci', ''],
  ['vfb', ''],
  ['usbdev', 'type'],
  ['usbctrl', 'type'],
  ['vtpm', 'backend'],
  ['p9', 'path'],
  ['pvcalls', 'backend'],
  ['channel', 'name'],
  ['vdispl', 'backend'],
  ['vsnd', 'card'],
  ['vkb', 'backend-type'],
  ['virtio', 'type'],
  ['vnuma', 'pnode'],
  ['static_shm', 'id'],
]);
const DECISIVE = new Set(['type', 'builder', ...ARM_ONLY]);

/** Parses an xl domain configuration: one file, one guest. Never throws; what is no setting is passed over. */
export function parseXl(text: string): ParsedFile {
  const settings = scanSettings(text);
  const builder = new ElementBuilder(0);
  const facets = { ...guestFacets(settings), ...fileFacets(settings) };
  const counts = new Map<string, number>();
  for (const setting of settings) addSetting(text, setting, facets, counts, builder);
  const name = settings.findLast((setting) => setting.name === 'name')?.value.text || 'domain';
  return parsedFile(builder.elements, [{ name, range: { start: 0, end: text.length } }], ({ path }) => DECISIVE.has(path));
}

function addSetting(text: string, setting: Setting, facets: Record<string, string>, counts: Map<string, number>, builder: ElementBuilder): void {
  const { name, nameRange, value } = setting;
  const range = { start: nameRange.start, end: Math.max(nameRange.end, value.range.end) };
  const list = value.kind === 'list';
  const element = builder.add({
    path: name,
    name,
    value: value.text,
    range,
    nameRange,
    valueRange: value.inner,
    hoverRange: list ? nameRange : range,
    facets: {
      ...facets,
      form: list ? 'list' : 'scalar',
      empty: String(list ? value.items.length === 0 : value.text === ''),
      ...megabytes(value),
      ...(name === 'rdm' && plainFacets(splitSpec(text, value))),
    },
  });
  for (const item of value.items) {
    const index = counts.get(name) ?? 0;
    counts.set(name, index + 1);
    if (SPECS.has(name)) addSpec(text, element, `${name}/${index}`, item, builder);
    else addItem(element, `${name}/${index}`, item, builder);
  }
}

function addItem(parent: Element, path: string, item: Value, builder: ElementBuilder): void {
  builder.add(
    { path, name: parent.name, value: item.text, range: item.range, nameRange: parent.nameRange, valueRange: item.inner, facets: { form: 'item' } },
    parent,
  );
}

function addSpec(text: string, list: Element, path: string, item: Value, builder: ElementBuilder): void {
  const parts = partsOf(text, list.name, item);
  const identity = SPECS.get(list.name) ?? '';
  const known = parts.find((part) => part.key === identity) ?? (item.kind === 'list' ? undefined : parts.find((part) => part.range.end > part.range.start));
  const facets = { form: 'item', ...facetsOf(list.name, parts) };
  const element = builder.add(
    {
      path,
      name: list.name,
      value: item.text,
      range: item.range,
      nameRange: list.nameRange,
      valueRange: item.inner,
      hoverRange: known?.range ?? emptyOr(item),
      facets,
    },
    list,
  );
  for (const part of parts) {
    if (part === known || part.range.end === part.range.start) continue;
    const key = part.key.replaceAll('/', '-');
    builder.add(
      {
        path: `${path}/${key}`,
        name: key,
        value: part.flag ? part.key : part.value,
        range: part.range,
        valueRange: part.valueRange,
        facets: { form: 'part' },
      },
      element,
    );
  }
}

/** An item without parts is hovered as a whole; of a list within a list, the opening bracket. */
function emptyOr(item: Value): Element['range'] {
  return item.kind === 'list' ? { start: item.range.start, end: Math.min(item.range.start + 1, item.range.end) } : item.range;
}

function partsOf(text: string, name: string, item: Value): Part[] {
  if (name === 'disk' && item.kind !== 'list') return splitDisk(text, item);
  if (item.kind !== 'list') return splitSpec(text, item);
  // vnuma and vsnd: each string of the inner list is one part, named by its first word.
  return item.items.map((each) => ({
    key: /^[\w-]+/.exec(each.text)?.[0].toLowerCase() ?? '',
    value: each.text,
    flag: false,
    range: each.inner,
    valueRange: each.inner,
  }));
}

function facetsOf(name: string, parts: readonly Part[]): Record<string, string> {
  if (name === 'disk') return diskFacets(parts);
  if (name === 'vif') return vifFacets(parts);
  return plainFacets(parts.map((part) => ({ ...part, value: part.value.replace(/^[\w-]+=/, '') })));
}

/** `mb`: a size in xl's unit, however it is written. */
function megabytes(value: Value): Record<string, string> {
  return /^(?:0x[\da-f]+|\d+)$/i.test(value.text) ? { mb: String(Number(value.text)) } : {};
}
