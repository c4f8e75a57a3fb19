import type { Element } from '../../model/element.ts';
import type { ElementBuilder } from '../builder.ts';

/** More options than these are not looked at. */
const MAX_OPTIONS = 256;

/** Adds the mount options of `[automount] options = "metadata,uid=1000"`, each with its own hover. */
export function addOptions(builder: ElementBuilder, setting: Element, text: string): void {
  const { start, end } = setting.valueRange;
  let count = 0;
  for (const match of text.slice(start, end).matchAll(/[^\s,"\\=]+(?:=[^,"\\]*)?/g)) {
    if (++count > MAX_OPTIONS) return;
    const word = match[0].trimEnd();
    const equals = word.indexOf('=');
    const name = equals < 0 ? word : word.slice(0, equals);
    const value = equals < 0 ? '' : word.slice(equals + 1).trim();
    const at = start + match.index;
    const range = { start: at, end: at + word.length };
    const valueStart = equals < 0 ? range.end : range.end - value.length;
    builder.add(
      {
        path: `${setting.path}/${name.toLowerCase()}`,
        name,
        value,
        range,
        nameRange: { start: at, end: at + name.length },
        valueRange: { start: valueStart, end: range.end },
        facets: { lower: value.toLowerCase() },
      },
      setting,
    );
  }
}
