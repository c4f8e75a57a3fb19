import type * as vscode from 'vscode';
import { createAnnotator, type Annotator } from '../annotate/annotate.ts';
import { technologyOf } from '../annotate/map.ts';
import type { ParsedFile } from '../model/element.ts';
import type { Format } from '../model/format.ts';
import type { Core, NotesFile } from '../model/knowledge.ts';
import type { Library } from './library.ts';
import type { Recognition } from './recognition.ts';

/** A document as VirtLens understands it now. */
export interface Analysis {
  readonly format: Format;
  readonly file: ParsedFile;
  readonly annotator: Annotator;
  readonly core: Core;
  readonly notes: NotesFile;
  /** The technology of a workload, by its index. */
  technology(workload: number): string | undefined;
}

interface Entry {
  readonly version: number;
  readonly format: Format;
  readonly file: ParsedFile;
}

/** Parses documents when first asked about a version of them. */
export class Documents {
  readonly #library: Library;
  readonly #recognition: Recognition;
  readonly #parsed = new WeakMap<vscode.TextDocument, Entry>();
  readonly #annotators = new WeakMap<NotesFile, Annotator>();

  constructor(library: Library, recognition: Recognition) {
    this.#library = library;
    this.#recognition = recognition;
  }

  /**
   * @param text what to read instead of the document's own text
   * @returns undefined when the document is of no kind VirtLens knows
   */
  async analyse(document: vscode.TextDocument, text?: string): Promise<Analysis | undefined> {
    const format = this.#recognition.formatOf(document);
    if (!format) return undefined;
    const { knowledge } = this.#library;
    const [parser, core, notes] = await Promise.all([format.load(this.#library.readBinary), knowledge.core(), knowledge.notes(format.notes ?? [format.id])]);
    const file = text === undefined ? this.#parse(document, format, (own) => parser.parse(own)) : parser.parse(text);
    let annotator = this.#annotators.get(notes);
    if (!annotator) {
      annotator = createAnnotator(notes, core.boundaries);
      this.#annotators.set(notes, annotator);
    }
    const asked = annotator;
    return { format, file, annotator, core, notes, technology: (workload) => technologyOf(file, asked, workload, format.technology) };
  }

  /** A reopened document is another object: its version starts again, its content may differ. */
  #parse(document: vscode.TextDocument, format: Format, parse: (text: string) => ParsedFile): ParsedFile {
    const known = this.#parsed.get(document);
    if (known?.version === document.version && known.format === format) return known.file;
    const file = parse(document.getText());
    this.#parsed.set(document, { version: document.version, format, file });
    return file;
  }
}
