import { readLab } from './lab.ts';
import { type Problem, readYaml } from './problem.ts';
import type {
  Placed,
  RawEnvironment,
  RawFigure,
  RawGroup,
  RawGuest,
  RawKnowledge,
  RawNotes,
  RawPage,
  RawQuestion,
  RawScale,
  RawTechnology,
  RawTerm,
} from './raw.ts';
import { SchemaChecker } from './schema.ts';

/**
 * Reads all knowledge files and checks each against its schema.
 * @param files texts by path relative to `src/knowledge`, `/` as separator
 * @returns what is structurally valid; the rest is in `problems`
 */
export function readKnowledge(files: ReadonlyMap<string, string>, problems: Problem[]): RawKnowledge {
  const under = (pattern: RegExp) => [...files.keys()].filter((file) => pattern.test(file)).sort();
  const schemas = new SchemaChecker(new Map(under(/^schemas\//).map((file) => [file.slice('schemas/'.length), files.get(file) ?? ''])));

  const read = <T>(file: string, schema: string, empty: T): Placed<T> => {
    const text = files.get(file);
    if (text === undefined) {
      problems.push({ file, line: 1, message: 'the file is missing' });
      return { file, value: empty, lineOf: () => 1 };
    }
    const yaml = readYaml(file, text, problems);
    const fits = schemas.check(schema, yaml, problems);
    return { file, value: fits ? (yaml.value as T) : empty, lineOf: yaml.lineOf };
  };
  const valid = <T>(placed: Placed<T | undefined>): placed is Placed<T> => placed.value !== undefined;

  const pages = new Map<string, RawPage>();
  for (const file of under(/^topics\/.+\.md$/)) {
    const text = files.get(file) ?? '';
    const heading = /^# (.+)\r?\n/.exec(text);
    if (!heading) problems.push({ file, line: 1, message: 'the first line must be the title: "# …"' });
    pages.set(file.slice('topics/'.length, -'.md'.length), {
      file,
      text,
      title: heading?.[1]?.trim() ?? '',
      body: heading ? text.slice(heading[0].length) : text,
    });
  }

  return {
    layers: read('layers.yaml', 'layers', []),
    boundaries: read('boundaries.yaml', 'boundaries', []),
    parties: read('parties.yaml', 'parties', []),
    words: read('words.yaml', 'words', {}),
    glossary: read<readonly RawTerm[]>('glossary.yaml', 'glossary', []),
    questions: read<readonly RawQuestion[]>('questions.yaml', 'questions', []),
    figures: read<readonly RawFigure[]>('figures.yaml', 'figures', []),
    scale: read<RawScale>('scale.yaml', 'scale', { kinds: [], measures: [], omits: [] }),
    topics: read<readonly RawGroup[]>('topics.yaml', 'topics', []),
    guest: read<RawGuest>('lab/guest.yaml', 'guest', { devices: [], classes: [], classSources: [], signatures: [] }),
    environment: read<RawEnvironment>('environment.yaml', 'environment', { layers: [], facts: [], rules: [] }),
    lab: readLab(read),
    sources: under(/^sources\/.+\.yaml$/).map((file) => read(file, 'sources', [])),
    technologies: under(/^technologies\/.+\.yaml$/)
      .map((file) => read<RawTechnology | undefined>(file, 'technology', undefined))
      .filter(valid),
    notes: under(/^notes\/.+\.yaml$/).map((file) => ({
      ...read<RawNotes>(file, 'notes', {}),
      format: file.split('/')[1]?.replace(/\.yaml$/, '') ?? '',
    })),
    pages,
  };
}
