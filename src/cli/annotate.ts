import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createAnnotator } from '../annotate/annotate.ts';
import { isolationMaps, technologyOf } from '../annotate/map.ts';
import { compileKnowledge } from '../compiler/compile.ts';
import { formatById, recognise } from '../formats/registry.ts';
import { Knowledge } from '../knowledge/loader.ts';
import type { Element } from '../model/element.ts';
import { type Format, HEAD } from '../model/format.ts';
import { LOCALES, localeOf } from '../model/vocabulary.ts';
import { mapToText } from '../render/text.ts';
import { readBinary, readKnowledgeFiles } from './files.ts';
import { lastAtOrBefore } from '../model/search.ts';

const USAGE = 'usage: npm run --silent annotate -- FILE… [--json] [--map] [--locale en|ja] [--format ID]';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    map: { type: 'boolean' },
    locale: { type: 'string', default: 'en' },
    format: { type: 'string' },
    help: { type: 'boolean' },
  },
});

if (values.help || positionals.length === 0) {
  console.error(USAGE);
  process.exit(values.help ? 0 : 1);
}
const forced = values.format === undefined ? undefined : formatById(values.format);
if (values.format !== undefined && !forced) fail(`no format "${values.format}"`);
if (!LOCALES.includes(localeOf(values.locale)) || localeOf(values.locale) !== values.locale)
  fail(`no locale "${values.locale}"; there are ${LOCALES.join(', ')}`);

// The command line works on the sources, so that what is written is what is seen; the extension reads the same from dist.
const { outputs, problems } = compileKnowledge(readKnowledgeFiles());
if (problems.length) fail('the knowledge has problems: npm run check:knowledge');
const knowledge = new Knowledge(async (name) => outputs.get(name) ?? Promise.reject(new Error(`no ${name}`)), localeOf(values.locale));
const core = await knowledge.core();

for (const file of positionals) {
  try {
    // Editors hide the byte order mark: positions are theirs.
    const text = readFileSync(file, 'utf8').replace(/^\ufeff/, '');
    const format = forced ?? recognise({ path: file, head: text.slice(0, HEAD) });
    if (!format) throw new Error('not a kind of file VirtLens knows (--format ID names one)');
    await annotateFile(file, text, format);
  } catch (error) {
    console.error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

async function annotateFile(file: string, text: string, format: Format): Promise<void> {
  const parser = await format.load(readBinary);
  const annotator = createAnnotator(await knowledge.notes(format.notes ?? [format.id]), core.boundaries);
  const parsed = parser.parse(text);
  if (values.map) {
    const maps = isolationMaps(parsed, annotator, (await knowledge.technologies()).technologies, format.technology);
    for (const map of maps) print(values.json ? JSON.stringify({ file, ...toJson(map) }) : `${file}: ${mapToText(map, core)}\n`);
    return;
  }
  const position = positions(text);
  for (const element of parsed.elements()) {
    const { known, note } = annotator.annotate(element, technologyOf(parsed, annotator, element.workload, format.technology));
    const { line, column } = position(element.range.start);
    const end = position(element.range.end);
    if (values.json) {
      const { id, layer, boundary, class: answer, with: party = null, technology = null, text: says, check = null, topic = null, sources } = note ?? {};
      print(
        JSON.stringify({
          file,
          format: format.id,
          line,
          column,
          endLine: end.line,
          endColumn: end.column,
          path: element.path,
          value: element.value,
          known,
          note: note ? { id, layer, boundary, class: answer, with: party, technology, text: says, check, topic, sources } : null,
        }),
      );
    } else if (note)
      print(
        `${file}:${line + 1}:${column + 1}: ${element.path} = ${element.value.split('\n')[0]}\n  ${note.boundary} · ${note.layer} · ${note.id}\n  ${note.text}\n`,
      );
  }
}

function toJson(map: ReturnType<typeof isolationMaps>[number]) {
  const reason = ({ element, note }: { element: Element; note: { id: string; boundary: string; text: string } }) => ({
    path: element.path,
    value: element.value,
    note: note.id,
    boundary: note.boundary,
    text: note.text,
  });
  return {
    workload: map.workload,
    technology: map.technology,
    rows: map.rows.map(({ layer, decidedBy, cell, reasons }) => ({
      layer,
      boundary: cell.boundary,
      decidedBy,
      mechanism: cell.mechanism,
      setBy: cell.setBy,
      reasons: reasons.map(reason),
    })),
  };
}

/** 0-based line and UTF-16 column of an offset. */
function positions(text: string): (offset: number) => { line: number; column: number } {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    const line = lastAtOrBefore(starts.length, (index) => starts[index], offset);
    return { line, column: offset - (starts[line] ?? 0) };
  };
}

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', () => process.exit());

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function fail(message: string): never {
  console.error(`annotate: ${message}`);
  process.exit(1);
}
