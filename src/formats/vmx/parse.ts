import type { ParsedFile } from '../../model/element.ts';
import { ElementBuilder } from '../builder.ts';
import { Lines } from '../lines.ts';
import { parsedFile } from '../parsed-file.ts';
import { facetsIn, type Placed } from './facets.ts';
import { readSetting, type Setting } from './line.ts';
import { pathOf } from './path.ts';

/** Reads a .vmx file, in time linear in its size. Never throws; a line that is not `key = value` is left out. */
export function parseVmx(text: string): ParsedFile {
  const lines = new Lines(text);
  const settings: (Placed & { readonly setting: Setting })[] = [];
  const names = new Map<string, string>();
  while (!lines.done) {
    const setting = readSetting(text, lines.next());
    if (!setting) continue;
    const at = pathOf(setting.key);
    settings.push({ setting, at, value: setting.value });
    if (at.path === 'displayname' || at.path === 'guestos') names.set(at.path, setting.value.trim());
  }
  const facetsOf = facetsIn(settings);
  const builder = new ElementBuilder(0);
  for (const placed of settings) {
    const { key: name, value, range, nameRange, valueRange } = placed.setting;
    builder.add({ path: placed.at.path, name, value, range, nameRange, valueRange, facets: facetsOf(placed) });
  }
  const name = names.get('displayname') || names.get('guestos') || 'VM';
  return parsedFile(builder.elements, [{ name, range: { start: 0, end: text.length } }]);
}
