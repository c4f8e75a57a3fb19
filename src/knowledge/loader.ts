import type { EnvironmentKnowledge } from '../model/environment.ts';
import type { Core, Figure, Guests, LabGuest, NotesFile, Question, Scale, Source, Technology, Term } from '../model/knowledge.ts';
import type { LabKnowledge, LabReport } from '../model/lab.ts';
import { join } from '../model/localized.ts';
import type { Locale } from '../model/vocabulary.ts';

/** Reads one compiled knowledge file, by its name under `dist/knowledge`. */
export type ReadText = (name: string) => Promise<string>;

export interface Technologies {
  readonly technologies: readonly Technology[];
  readonly sources: Readonly<Record<string, Source>>;
}

export interface QuestionPage {
  readonly questions: readonly Question[];
  readonly sources: Readonly<Record<string, Source>>;
}

export interface FigurePage {
  readonly figures: readonly Figure[];
  readonly sources: Readonly<Record<string, Source>>;
}

export interface ScalePage extends Scale {
  readonly sources: Readonly<Record<string, Source>>;
}

export interface GuestPage {
  readonly technologies: readonly Guests[];
  readonly sources: Readonly<Record<string, Source>>;
}

export interface TopicPage {
  readonly title: string;
  readonly body: string;
  /** The published figures that its page shows. */
  readonly figures: readonly Figure[];
  readonly sources: Readonly<Record<string, Source>>;
}

/** The compiled knowledge of one locale. Each part is read at its first use and kept; a failed read may be repeated. */
export class Knowledge {
  readonly locale: Locale;
  readonly #read: ReadText;
  readonly #parts = new Map<string, Promise<unknown>>();

  constructor(read: ReadText, locale: Locale) {
    this.#read = read;
    this.locale = locale;
  }

  core(): Promise<Core> {
    return this.#part('core');
  }

  /** The notes of one or more formats as one; earlier ones win where two speak of one path. */
  notes(formats: readonly string[]): Promise<NotesFile> {
    return this.#once(`notes of ${formats}`, async () => {
      const files = await Promise.all(formats.map((format) => this.#joined<NotesFile>(`notes.${format}`)));
      const [only] = files;
      return only && files.length === 1 ? only : merged(files);
    }) as Promise<NotesFile>;
  }

  technologies(): Promise<Technologies> {
    return this.#joined('technologies');
  }

  environment(): Promise<EnvironmentKnowledge> {
    return this.#joined('environment');
  }

  /** What the lab knows: rungs, failures, measures, the programs of its commands. */
  lab(): Promise<LabKnowledge> {
    return this.#joined('lab');
  }

  /** Results measured elsewhere, for rungs that cannot run here. */
  labRecorded(): Promise<readonly LabReport[]> {
    return this.#once('lab-recorded', () => this.#json('lab-recorded')) as Promise<readonly LabReport[]>;
  }

  glossary(): Promise<readonly Term[]> {
    return this.#part('glossary');
  }

  questions(): Promise<QuestionPage> {
    return this.#part('questions');
  }

  figures(): Promise<FigurePage> {
    return this.#part('figures');
  }

  scale(): Promise<ScalePage> {
    return this.#part('scale');
  }

  guests(): Promise<GuestPage> {
    return this.#joined('guests');
  }

  /** What the lab's guest finds in its machine. */
  labGuest(): Promise<LabGuest> {
    return this.#part('lab-guest');
  }

  topic(id: string): Promise<TopicPage> {
    return this.#part(`topic.${id}`);
  }

  #part<T>(name: string): Promise<T> {
    return this.#once(name, () => this.#json(`${name}.${this.locale}`)) as Promise<T>;
  }

  /** A part whose locales share everything that is no text. */
  #joined<T>(name: string): Promise<T> {
    return this.#once(name, async () => {
      const [shared, texts] = await Promise.all([this.#json(name), this.#json(`${name}.${this.locale}`)]);
      return join(shared, texts as string[]);
    }) as Promise<T>;
  }

  #once(name: string, load: () => Promise<unknown>): Promise<unknown> {
    const known = this.#parts.get(name);
    if (known) return known;
    const loading = load();
    this.#parts.set(name, loading);
    loading.catch(() => this.#parts.delete(name));
    return loading;
  }

  async #json(name: string): Promise<unknown> {
    return JSON.parse(await this.#read(`${name}.json`));
  }
}

function merged(files: readonly NotesFile[]): NotesFile {
  const last = files.toReversed();
  return {
    format: files.map(({ format }) => format).join('+'),
    notes: last.flatMap(({ notes }) => notes),
    neutral: last.flatMap(({ neutral }) => neutral),
    sources: Object.assign({}, ...files.map(({ sources }) => sources)),
    topics: Object.assign({}, ...files.map(({ topics }) => topics)),
  };
}
