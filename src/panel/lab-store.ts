import * as vscode from 'vscode';
import { EMPTY, type History, parseHistory } from '../lab/history.ts';

/** Some ten times what twenty visits of every rung take. A larger file is not ours. */
const LARGEST = 16 * 2 ** 20;

/** Keeps the lab's results in a file of this machine, in VirtLens' own folder: they are not synchronized, since they are true of one machine. */
export class LabStore {
  readonly #file: vscode.Uri;
  #history: Promise<History> | undefined;
  /** Whether this window knows what the file does not. */
  #ahead = false;

  /** @param folder the extension's storage folder; it need not exist */
  constructor(folder: vscode.Uri) {
    this.#file = vscode.Uri.joinPath(folder, 'lab-results.json');
  }

  /** What was kept when this window first looked or last wrote; empty where nothing is or can be read. */
  read(): Promise<History> {
    this.#history ??= this.#load();
    return this.#history;
  }

  /**
   * Changes what lies there now, which another window may have written. Rejects where it cannot be written; the change
   * is still known in this window, and comes along with the next one.
   */
  async update(change: (history: History) => History): Promise<void> {
    const history = change(this.#ahead ? await this.read() : await this.#load());
    this.#history = Promise.resolve(history);
    this.#ahead = true;
    const { fs } = vscode.workspace;
    const fresh = this.#file.with({ path: `${this.#file.path}.new` });
    await fs.createDirectory(vscode.Uri.joinPath(this.#file, '..'));
    // Half a file would be all of it lost.
    await fs.writeFile(fresh, new TextEncoder().encode(`${JSON.stringify(history)}\n`));
    await fs.rename(fresh, this.#file, { overwrite: true });
    this.#ahead = false;
  }

  async #load(): Promise<History> {
    try {
      const { fs } = vscode.workspace;
      if ((await fs.stat(this.#file)).size > LARGEST) return EMPTY;
      return parseHistory(new TextDecoder().decode(await fs.readFile(this.#file)));
    } catch {
      return EMPTY;
    }
  }
}
