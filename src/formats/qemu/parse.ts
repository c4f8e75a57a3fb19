import type { ParsedFile } from '../../model/element.ts';
import { ElementBuilder } from '../builder.ts';
import { parsedFile } from '../parsed-file.ts';
import { addCommand, isDecisive } from './command-line.ts';
import { addConfig } from './readconfig.ts';
import { commandOf } from './words.ts';

/**
 * Reads a `-readconfig` file, or a text that is one QEMU command line. Never throws; what is neither has no elements.
 * Paths and facets are described in `README.md`.
 */
export function parseQemu(text: string): ParsedFile {
  const builder = new ElementBuilder(0);
  const command = commandOf(text);
  if (command) addCommand(builder, command.program.text, command.words, command.program.range);
  else addConfig(builder, text);
  const { elements } = builder;
  const named = elements.find(({ path }) => path === 'name/guest')?.value;
  const name = named || command?.program.text.replace(/^.*\//, '') || 'QEMU machine';
  return parsedFile(elements, elements.length ? [{ name, range: { start: 0, end: text.length } }] : [], isDecisive);
}
