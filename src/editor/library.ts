import * as vscode from 'vscode';
import { Knowledge } from '../knowledge/loader.ts';
import type { ReadBinary } from '../model/format.ts';
import { LOCALES, localeOf } from '../model/vocabulary.ts';

/** The shipped files and the knowledge in the reader's language. Reads through `workspace.fs`, the same in both hosts. */
export class Library implements vscode.Disposable {
  readonly #dist: vscode.Uri;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #listener: vscode.Disposable;
  #knowledge: Knowledge | undefined;

  /** Fires when the language has changed: everything shown is to be asked for again. */
  readonly onDidChange = this.#changed.event;

  constructor(extensionUri: vscode.Uri) {
    this.#dist = vscode.Uri.joinPath(extensionUri, 'dist');
    this.#listener = vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration('virtlens.language')) return;
      this.#knowledge = undefined;
      this.#changed.fire();
    });
  }

  get knowledge(): Knowledge {
    this.#knowledge ??= new Knowledge(this.#readText, this.#locale());
    return this.#knowledge;
  }

  /** The same in the language that is not shown, for searches in either. */
  get translated(): Knowledge {
    const { locale } = this.knowledge;
    return new Knowledge(this.#readText, LOCALES.find((each) => each !== locale) ?? locale);
  }

  readonly #readText = async (name: string): Promise<string> => new TextDecoder().decode(await this.readBinary(`knowledge/${name}`));

  readonly readBinary: ReadBinary = (name) => Promise.resolve(vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.#dist, ...name.split('/'))));

  /** Where a shipped file lies, for Node. */
  readonly pathOf = (name: string): string => vscode.Uri.joinPath(this.#dist, ...name.split('/')).fsPath;

  #locale() {
    const chosen = vscode.workspace.getConfiguration('virtlens').get<string>('language', 'auto');
    return LOCALES.find((locale) => locale === chosen) ?? localeOf(vscode.env.language);
  }

  dispose(): void {
    this.#listener.dispose();
    this.#changed.dispose();
  }
}
