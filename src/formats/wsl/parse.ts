import type { Element, ParsedFile } from '../../model/element.ts';
import { ElementBuilder } from '../builder.ts';
import { parsedFile } from '../parsed-file.ts';
import { fileOf, workloadOf } from './file.ts';
import { type IniLine, readLines } from './lines.ts';
import { addOptions } from './options.ts';

const BOOLEANS: Readonly<Record<string, string>> = { true: 'true', '1': 'true', false: 'false', '0': 'false' };

/** Settings above every section are handed out under this name: WSL knows none of them. */
const NO_SECTION = 'no-section';

/** A setting WSL has read before is ignored; it is handed out under this name. */
const REPEATED = 'repeated';

/**
 * Reads a `.wslconfig` or `wsl.conf`. Paths are `section/key` in lower case, a header's is `section`; the values of
 * `[automount] options` are `automount/options/<name>`. Facets: `file`, `section`, `lower` (the value), `bool`.
 */
export function parseWsl(text: string): ParsedFile {
  const lines = [...readLines(text)];
  const file = fileOf(lines.flatMap((line) => (line.kind === 'section' ? [line.name.toLowerCase()] : [])));
  const builder = new ElementBuilder(0);
  const seen = new Set<string>();
  let section = NO_SECTION;
  let header: Element | undefined;
  for (const line of lines) {
    if (line.kind === 'section') {
      section = line.name.toLowerCase();
      header = builder.add({
        path: section,
        name: line.name,
        value: line.name,
        range: line.range,
        nameRange: line.nameRange,
        valueRange: line.nameRange,
        facets: { file, section },
      });
    } else addSetting(builder, line, section, header, { file, section }, seen, text);
  }
  return parsedFile(builder.elements, lines.length ? [{ name: workloadOf(file), range: { start: 0, end: text.length } }] : []);
}

function addSetting(
  builder: ElementBuilder,
  line: IniLine & { kind: 'setting' },
  section: string,
  header: Element | undefined,
  facets: Readonly<Record<string, string>>,
  seen: Set<string>,
  text: string,
): void {
  const { name, value, nameRange, valueRange } = line;
  const path = `${section}/${name.toLowerCase()}`;
  const repeated = seen.has(path);
  seen.add(path);
  const lower = value.toLowerCase();
  const bool = BOOLEANS[lower];
  const range = { start: nameRange.start, end: Math.max(nameRange.end, valueRange.end) };
  const list = path === 'automount/options' && !repeated;
  const setting = builder.add(
    {
      path: repeated ? `${REPEATED}/${path}` : path,
      name,
      value,
      range,
      nameRange,
      valueRange,
      hoverRange: list ? nameRange : range,
      facets: { ...facets, lower, ...(bool && { bool }) },
    },
    header,
  );
  if (list) addOptions(builder, setting, text);
}
