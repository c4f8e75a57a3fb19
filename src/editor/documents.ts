import * as vscode from 'vscode';
import { createAnnotator, type Annotator } from '../annotate/annotate.ts';
import { technologyOf } from '../annotate/map.ts';
import { recognise } from '../formats/registry.ts';
import type { ParsedFile } from '../model/element.ts';
import { type Format, HEAD } from '../model/format.ts';
import type { Core, NotesFile } from '../model/knowledge.ts';
import type { Library } from './library.ts';

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
  readonly language: string;
  readonly file: ParsedFile;
}

/** Lines of a document's beginning that recognition may see; a line may be long. */
const HEAD_LINES = 200;

const recognised = new WeakMap<vscode.TextDocument, { readonly version: number; readonly language: string; readonly format: Format | undefined }>();

/** The format of a document, looked for once per version. */
export function formatOf(document: vscode.TextDocument): Format | undefined {
  const { version } = document;
  const known = recognised.get(document);
  if (known?.version === version && known.language === document.languageId) return known.format;
  const head = document.getText(new vscode.Range(0, 0, HEAD_LINES, 0)).slice(0, HEAD);
  const format = recognise({ path: document.uri.path, languageId: document.languageId, head });
  recognised.set(document, { version, language: document.languageId, format });
  return format;
}

/** Parses documents when first asked about a version of them. */
export class Documents {
  readonly #library: Library;
  readonly #parsed = new WeakMap<vscode.TextDocument, Entry>();
  readonly #annotators = new WeakMap<NotesFile, Annotator>();

  constructor(library: Library) {
    this.#library = library;
  }

  /** @returns undefined when the document is of no kind VirtLens knows */
  async analyse(document: vscode.TextDocument): Promise<Analysis | undefined> {
    const format = formatOf(document);
    if (!format) return undefined;
    const { knowledge } = this.#library;
    const [parser, core, notes] = await Promise.all([format.load(this.#library.readBinary), knowledge.core(), knowledge.notes(format.id)]);
    const file = this.#parse(document, (text) => parser.parse(text));
    let annotator = this.#annotators.get(notes);
    if (!annotator) {
      annotator = createAnnotator(notes, core.boundaries);
      this.#annotators.set(notes, annotator);
    }
    const asked = annotator;
    return { format, file, annotator, core, notes, technology: (workload) => technologyOf(file, asked, workload, format.technology) };
  }

  /** A reopened document is another object: its version starts again, its content may differ. */
  #parse(document: vscode.TextDocument, parse: (text: string) => ParsedFile): ParsedFile {
    const known = this.#parsed.get(document);
    if (known?.version === document.version && known.language === document.languageId) return known.file;
    const file = parse(document.getText());
    this.#parsed.set(document, { version: document.version, language: document.languageId, file });
    return file;
  }
}
