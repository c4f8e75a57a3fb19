import { BOUNDARIES, GUEST_QUESTIONS, LAYERS, LOCALES } from '../model/vocabulary.ts';
import { checkEnvironment } from './environment.ts';
import { checkLab } from './lab.ts';
import { links } from './page-links.ts';
import { checkQuizzes } from './quizzes.ts';
import { regexParts } from './pattern.ts';
import type { Path, Problem } from './problem.ts';
import type { Placed, RawCase, RawKnowledge, RawNote, RawNotes, RawTechnology, RawTopic, Text } from './raw.ts';

interface Limit {
  readonly en: number;
  readonly ja: number;
}

/** The longest a text may be: English words, Japanese characters. */
const LIMITS = {
  text: { en: 60, ja: 190 },
  vm: { en: 40, ja: 130 },
  answer: { en: 90, ja: 300 },
  figure: { en: 45, ja: 150 },
  cellNote: { en: 45, ja: 150 },
  why: { en: 20, ja: 60 },
  mechanism: { en: 8, ja: 40 },
} as const;

/** Checks what no schema can: every id means something, once; every text has its length; every topic has its pages. */
export function checkKnowledge(raw: RawKnowledge, problems: Problem[]): void {
  new Checker(raw, problems).run();
}

class Checker {
  readonly #raw: RawKnowledge;
  readonly #problems: Problem[];
  /** Where each id is defined, by `kind id`. */
  readonly #defined = new Map<string, string>();

  constructor(raw: RawKnowledge, problems: Problem[]) {
    this.#raw = raw;
    this.#problems = problems;
  }

  run(): void {
    const raw = this.#raw;
    this.#complete('layers', raw.layers, LAYERS);
    this.#complete('boundaries', raw.boundaries, BOUNDARIES);
    this.#defineAll();
    for (const technology of raw.technologies) this.#technology(technology);
    for (const file of raw.notes) {
      file.value.notes?.forEach((note, i) => {
        this.#note(file, note, ['notes', i]);
      });
      file.value.neutral?.forEach((path, i) => {
        this.#define(`${file.format} path`, path, file, ['neutral', i]);
      });
    }
    raw.questions.value.forEach(({ id, topic, sources, answer }, i) => {
      this.#define('question', id, raw.questions, [i]);
      this.#need('topic', topic, raw.questions, [i, 'topic']);
      this.#need('source', sources, raw.questions, [i, 'sources']);
      this.#length(raw.questions, [i, 'answer'], answer, LIMITS.answer);
    });
    raw.figures.value.forEach(({ id, sources, measured, caveat }, i) => {
      this.#define('figure', id, raw.figures, [i]);
      this.#need('source', sources, raw.figures, [i, 'sources']);
      this.#length(raw.figures, [i, 'measured'], measured, LIMITS.figure);
      this.#length(raw.figures, [i, 'caveat'], caveat, LIMITS.figure);
    });
    this.#scale();
    this.#guest();
    checkEnvironment(raw.environment, {
      define: (kind, id, path) => this.#define(kind, id, raw.environment, path),
      need: (kind, ids, path) => this.#need(kind, ids, raw.environment, path),
      length: (text, limit, path) => this.#length(raw.environment, path, text, limit),
      pattern: (pattern, path) => this.#pattern(raw.environment, path, pattern),
      report: (path, message) => this.#report(raw.environment, path, message),
    });
    checkLab(raw.lab, {
      define: (...args) => this.#define(...args),
      need: (...args) => this.#need(...args),
      length: (...args) => this.#length(...args),
      pattern: (...args) => this.#pattern(...args),
      report: (...args) => this.#report(...args),
    });
    const pages = new Set<string>();
    for (const [g, group] of raw.topics.value.entries()) {
      for (const [t, topic] of group.topics.entries()) this.#topic(topic, [g, 'topics', t], pages);
    }
    for (const page of raw.pages.values())
      if (!pages.has(page.file)) this.#problems.push({ file: page.file, line: 1, message: 'topics.yaml does not list this topic' });
  }

  #guest(): void {
    const { guest } = this.#raw;
    const { devices, classes, classSources, signatures } = guest.value;
    for (const [i, { ids }] of devices.entries()) for (const id of ids) this.#define('PCI device', id, guest, ['devices', i]);
    for (const [i, { code }] of classes.entries()) this.#define('PCI class', code, guest, ['classes', i]);
    for (const [i, { signature }] of signatures.entries()) this.#define('signature', signature, guest, ['signatures', i]);
    for (const [list, entries] of Object.entries({ devices, signatures })) {
      entries.forEach(({ text, sources }, i) => {
        this.#need('source', sources, guest, [list, i, 'sources']);
        this.#length(guest, [list, i, 'text'], text, LIMITS.vm);
      });
    }
    this.#need('source', classSources, guest, ['classSources']);
  }

  #report(at: Pick<Placed<unknown>, 'file' | 'lineOf'>, path: Path, message: string): void {
    this.#problems.push({ file: at.file, line: at.lineOf(path), message });
  }

  #define(kind: string, id: string, at: Placed<unknown>, path: Path): void {
    const key = `${kind} ${id}`;
    const before = this.#defined.get(key);
    if (before) this.#report(at, path, `${kind} "${id}" is already defined in ${before}`);
    else this.#defined.set(key, `${at.file}:${at.lineOf(path)}`);
  }

  #need(kind: string, ids: string | readonly string[] | undefined, at: Placed<unknown>, path: Path): void {
    for (const id of ids === undefined ? [] : typeof ids === 'string' ? [ids] : ids) {
      if (!this.#defined.has(`${kind} ${id}`)) this.#report(at, path, `unknown ${kind} "${id}"`);
    }
  }

  #length(at: Placed<unknown>, path: Path, text: Text, limit: Limit): void {
    const words = text.en.trim().split(/\s+/).length;
    if (words > limit.en) this.#report(at, [...path, 'en'], `${path.join('.')}: ${words} English words, at most ${limit.en}`);
    const characters = [...text.ja.replace(/\s+/g, '')].length;
    if (characters > limit.ja) this.#report(at, [...path, 'ja'], `${path.join('.')}: ${characters} Japanese characters, at most ${limit.ja}`);
  }

  #complete(what: string, at: Placed<readonly { id: string }[]>, ids: readonly string[]): void {
    const listed = at.value.map((row) => row.id).join();
    if (listed !== ids.join()) this.#report(at, [], `must list the ${what} of the vocabulary, in its order: ${ids.join(', ')}`);
  }

  #defineAll(): void {
    const raw = this.#raw;
    for (const [i, party] of raw.parties.value.entries()) this.#define('party', party.id, raw.parties, [i]);
    for (const [i, term] of raw.glossary.value.entries()) this.#define('term', term.id, raw.glossary, [i]);
    for (const file of raw.sources) {
      for (const [i, source] of file.value.entries()) {
        this.#define('source', source.id, file, [i]);
        this.#define('source URL', source.url, file, [i, 'url']);
      }
    }
    for (const technology of raw.technologies) this.#define('technology', technology.value.id, technology, ['id']);
    for (const [g, group] of raw.topics.value.entries()) {
      for (const [t, topic] of group.topics.entries()) this.#define('topic', topic.id, raw.topics, [g, 'topics', t]);
    }
  }

  #technology(file: Placed<RawTechnology>): void {
    if (!file.file.endsWith(`/${file.value.id}.yaml`)) this.#report(file, ['id'], 'the file name must be the id');
    this.#need('source', file.value.sources, file, ['sources']);
    this.#need('technology', file.value.against, file, ['against']);
    for (const key of GUEST_QUESTIONS) {
      const { why, source } = file.value.runs[key];
      this.#need('source', source, file, ['runs', key, 'source']);
      this.#length(file, ['runs', key, 'why'], why, LIMITS.why);
    }
    for (const layer of LAYERS) {
      const { source, note, mechanism } = file.value.cells[layer];
      const path = ['cells', layer];
      this.#need('source', source, file, [...path, 'source']);
      this.#length(file, [...path, 'note'], note, LIMITS.cellNote);
      this.#length(file, [...path, 'mechanism'], typeof mechanism === 'string' ? { en: mechanism, ja: mechanism } : mechanism, LIMITS.mechanism);
    }
  }

  #note(file: Placed<RawNotes> & { format: string }, note: RawNote, at: Path): void {
    this.#define(`${file.format} note`, note.id, file, at);
    for (const path of typeof note.path === 'string' ? [note.path] : note.path) this.#define(`${file.format} path`, path, file, [...at, 'path']);
    this.#shared(file, note, at);
    const ids = new Set<string>();
    let open = true;
    for (const [i, each] of note.cases.entries()) {
      const place = [...at, 'cases', i];
      this.#shared(file, each, place);
      this.#need('technology', each.technology, file, [...place, 'technology']);
      this.#length(file, [...place, 'text'], each.text, LIMITS.text);
      if (ids.has(each.id)) this.#report(file, place, `case "${each.id}" stands twice in note "${note.id}"`);
      if (!open) this.#report(file, place, `case "${each.id}" is never reached: a case before it matches always`);
      ids.add(each.id);
      open &&= each.when !== undefined;
      for (const pattern of Object.values(each.when ?? {}).flat()) this.#pattern(file, [...place, 'when'], pattern);
    }
  }

  #shared(file: Placed<unknown>, part: RawNote | RawCase, place: Path): void {
    this.#need('source', part.sources, file, [...place, 'sources']);
    this.#need('topic', part.topic, file, [...place, 'topic']);
    this.#need('party', part.with, file, [...place, 'with']);
    if (part.vm) this.#length(file, [...place, 'vm'], part.vm, LIMITS.vm);
  }

  #pattern(file: Placed<unknown>, place: Path, pattern: string): void {
    const parts = regexParts(pattern);
    if (!parts) return;
    try {
      new RegExp(parts.re, parts.flags);
    } catch (error) {
      this.#report(file, place, `not a regular expression: ${pattern} (${error instanceof Error ? error.message : 'invalid'})`);
    }
  }

  #scale(): void {
    const { scale } = this.#raw;
    const kinds = scale.value.kinds.map(({ id }) => id).join();
    for (const [k, { id }] of scale.value.kinds.entries()) this.#define('scale kind', id, scale, ['kinds', k]);
    scale.value.measures.forEach(({ id, coefficients }, m) => {
      const place = ['measures', m];
      this.#define('measure', id, scale, place);
      if (coefficients.map(({ kind }) => kind).join() !== kinds)
        this.#report(scale, place, `measure "${id}" must have a coefficient for each of ${kinds}, in this order`);
      for (const [c, { sources }] of coefficients.entries()) this.#need('source', sources, scale, [...place, 'coefficients', c, 'sources']);
    });
    for (const [o, { sources }] of scale.value.omits.entries()) this.#need('source', sources, scale, ['omits', o, 'sources']);
  }

  #topic(topic: RawTopic, place: Path, pages: Set<string>): void {
    const { topics } = this.#raw;
    this.#need('technology', topic.technologies, topics, [...place, 'technologies']);
    this.#need('topic', topic.related, topics, [...place, 'related']);
    const quizzes: number[] = [];
    for (const locale of LOCALES) {
      const page = this.#raw.pages.get(`${topic.id}.${locale}`);
      if (!page) {
        this.#report(topics, place, `topics/${topic.id}.${locale}.md is missing`);
        continue;
      }
      pages.add(page.file);
      const problem = (line: number, message: string) => this.#problems.push({ file: page.file, line, message });
      for (const { kind, id, line } of links(page.text)) if (!this.#defined.has(`${kind} ${id}`)) problem(line, `unknown ${kind} "${id}"`);
      quizzes.push(checkQuizzes(page.text, problem));
    }
    if (new Set(quizzes).size > 1) this.#report(topics, place, `topic "${topic.id}" asks ${quizzes.join(' and ')} questions in its languages`);
  }
}
