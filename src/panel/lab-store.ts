import * as vscode from 'vscode';
import { EMPTY, type History, parseHistory } from '../lab/history.ts';

/** Keeps the lab's results in a file of this machine, in VirtLens' own folder: they are not synchronized, since they are true of one machine. */
export class LabStore {
  readonly #file: vscode.Uri;
  #history: Promise<History> | undefined;

  /** @param folder the extension's storage folder; it need not exist */
  constructor(folder: vscode.Uri) {
    this.#file = vscode.Uri.joinPath(folder, 'lab-results.json');
  }

  /** What was kept; empty where nothing is or can be read. */
  read(): Promise<History> {
    this.#history ??= this.#load();
    return this.#history;
  }

  /** Keeps a history. Rejects where the file cannot be written; it is still known in this window. */
  async write(history: History): Promise<void> {
    this.#history = Promise.resolve(history);
    await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(this.#file, '..'));
    await vscode.workspace.fs.writeFile(this.#file, new TextEncoder().encode(`${JSON.stringify(history)}\n`));
  }

  async #load(): Promise<History> {
    try {
      return parseHistory(new TextDecoder().decode(await vscode.workspace.fs.readFile(this.#file)));
    } catch {
      return EMPTY;
    }
  }
}
