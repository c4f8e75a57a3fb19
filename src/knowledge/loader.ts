import type { Core, NotesFile, Source, Technology, Term } from '../model/knowledge.ts';
import type { Locale } from '../model/vocabulary.ts';

/** Reads one compiled knowledge file, by its name under `dist/knowledge`. */
export type ReadText = (name: string) => Promise<string>;

export interface Technologies {
  readonly technologies: readonly Technology[];
  readonly sources: Readonly<Record<string, Source>>;
}

export interface TopicPage {
  readonly title: string;
  readonly body: string;
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

  notes(format: string): Promise<NotesFile> {
    return this.#part(`notes.${format}`);
  }

  technologies(): Promise<Technologies> {
    return this.#part('technologies');
  }

  glossary(): Promise<readonly Term[]> {
    return this.#part('glossary');
  }

  topic(id: string): Promise<TopicPage> {
    return this.#part(`topic.${id}`);
  }

  #part<T>(name: string): Promise<T> {
    const known = this.#parts.get(name);
    if (known) return known as Promise<T>;
    const loading = this.#read(`${name}.${this.locale}.json`).then((text) => JSON.parse(text) as T);
    this.#parts.set(name, loading);
    loading.catch(() => this.#parts.delete(name));
    return loading;
  }
}
