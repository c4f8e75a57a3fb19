import { type Annotator, createAnnotator } from '../../src/annotate/annotate.ts';
import { readBinary, readKnowledgeFiles } from '../../src/cli/files.ts';
import { compileKnowledge } from '../../src/compiler/compile.ts';
import { formatById } from '../../src/formats/registry.ts';
import { Knowledge } from '../../src/knowledge/loader.ts';
import type { Format, Parser } from '../../src/model/format.ts';
import type { Core, NotesFile } from '../../src/model/knowledge.ts';
import type { Locale } from '../../src/model/vocabulary.ts';

let outputs: ReadonlyMap<string, string> | undefined;

/** The knowledge as it stands in the sources, compiled once for all tests of a file. */
export function knowledge(locale: Locale = 'en'): Knowledge {
  outputs ??= compileKnowledge(readKnowledgeFiles()).outputs;
  const compiled = outputs;
  return new Knowledge(async (name) => compiled.get(name) ?? Promise.reject(new Error(`no ${name}`)), locale);
}

export interface Bench {
  readonly format: Format;
  readonly parser: Parser;
  readonly annotator: Annotator;
  readonly core: Core;
  readonly notes: NotesFile;
}

/** A format with its parser and notes, as a hover has them. */
export async function bench(id: string, locale: Locale = 'en'): Promise<Bench> {
  const format = formatById(id);
  if (!format) throw new Error(`no format ${id}`);
  const library = knowledge(locale);
  const [parser, core, notes] = await Promise.all([format.load(readBinary), library.core(), library.notes(format.notes ?? [id])]);
  return { format, parser, core, notes, annotator: createAnnotator(notes, core.boundaries) };
}
