import * as vscode from 'vscode';
import { formatById, recognise } from '../formats/registry.ts';
import { type Format, HEAD } from '../model/format.ts';

const KEY = 'virtlens.explainAs';
/** What the reader has chosen: a format's id, or that the file is to be left alone. */
export const NOTHING = 'nothing';
/** How many files' choices are remembered. */
const MAX_FILES = 200;
/** Lines of a document's beginning that recognition may see; a line may be long. */
const HEAD_LINES = 600;

interface Stored {
  readonly v: 1;
  readonly files: Readonly<Record<string, string>>;
}

interface Entry {
  readonly version: number;
  readonly language: string;
  readonly format: Format | undefined;
}

/** Which format a document is of: what the reader has chosen for it, else what its name and beginning say. */
export class Recognition implements vscode.Disposable {
  readonly #state: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #recognised = new WeakMap<vscode.TextDocument, Entry>();
  /** Fires with the file whose format the reader has chosen. */
  readonly onDidChange = this.#changed.event;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  /** Looked for once per version. */
  formatOf(document: vscode.TextDocument): Format | undefined {
    const chosen = this.chosen(document.uri);
    if (chosen !== undefined) return formatById(chosen);
    const { version, languageId: language } = document;
    const known = this.#recognised.get(document);
    if (known?.version === version && known.language === language) return known.format;
    const head = document.getText(new vscode.Range(0, 0, HEAD_LINES, 0)).slice(0, HEAD);
    const format = recognise({ path: document.uri.path, languageId: language, head });
    this.#recognised.set(document, { version, language, format });
    return format;
  }

  /** The id of the format the reader wants a file explained as, `NOTHING`, or undefined: they have not said. */
  chosen(uri: vscode.Uri): string | undefined {
    const id = this.#files[uri.toString()];
    return id === NOTHING || formatById(id ?? '') ? id : undefined;
  }

  /** @param id a format's, `NOTHING`, or undefined to recognise the file again */
  async choose(uri: vscode.Uri, id: string | undefined): Promise<void> {
    const others = Object.entries(this.#files).filter(([file]) => file !== uri.toString());
    const files = Object.fromEntries([...others.slice(-MAX_FILES), ...(id === undefined ? [] : [[uri.toString(), id]])]);
    await this.#state.update(KEY, { v: 1, files } satisfies Stored);
    this.#changed.fire(uri);
  }

  get #files(): Readonly<Record<string, string>> {
    const stored = this.#state.get<Partial<Stored>>(KEY);
    return stored?.v === 1 && typeof stored.files === 'object' ? stored.files : {};
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
