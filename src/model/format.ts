import type { Element, ParsedFile } from './element.ts';

/** What recognition may look at: never more than the name, the language id and the first kilobytes. */
export interface FileHint {
  /** The path or URI path; only its last segment counts. */
  readonly path: string;
  readonly languageId?: string;
  readonly head?: string;
}

export interface Selector {
  readonly language?: string;
  readonly pattern?: string;
}

/** How much of a file's beginning recognition may look at, in characters. */
export const HEAD = 16_384;

/** A binary file that ships with the extension, by its name under `dist/`. */
export type ReadBinary = (name: string) => Promise<Uint8Array>;

export interface Parser {
  /** Never throws and never hangs, whatever `text` is. */
  parse(text: string): ParsedFile;
}

/** A kind of file VirtLens can read. */
export interface Format {
  readonly id: string;
  /** The technology of a workload unless a note says otherwise; absent where only the file can tell. */
  readonly technology?: string;
  /** Whose notes speak of its elements, by format id; its own alone unless it says otherwise. */
  readonly notes?: readonly string[];
  /** Where its files may be found, by editor language id or by glob; every one is then recognised. */
  readonly selectors: readonly Selector[];
  /** Whether the file is one. Wrong is worse than silent: files that belong to everybody are told by their content. */
  recognises(hint: FileHint): boolean;
  /** The setting `virtlens.hover.<family>` that switches an element's hovers. */
  familyOf(element: Element): string;
  /** Loads the parser: the code, and what it reads through `read`. Called on first use only. */
  load(read: ReadBinary): Promise<Parser>;
}
