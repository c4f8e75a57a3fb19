import * as vscode from 'vscode';

const KEY = 'virtlens.progress';

interface Stored {
  readonly v: 1;
  readonly read: readonly string[];
}

/** Which topics have been read: kept in global state, synced between the reader's machines. */
export class Progress implements vscode.Disposable {
  readonly #state: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(state: vscode.Memento & { setKeysForSync(keys: readonly string[]): void }) {
    this.#state = state;
    state.setKeysForSync([KEY]);
  }

  get read(): ReadonlySet<string> {
    const stored = this.#state.get<Partial<Stored>>(KEY);
    return new Set(stored?.v === 1 && Array.isArray(stored.read) ? stored.read : []);
  }

  async mark(topic: string, read: boolean): Promise<void> {
    const topics = new Set(this.read);
    if (topics.has(topic) === read) return;
    if (read) topics.add(topic);
    else topics.delete(topic);
    await this.#store([...topics]);
  }

  async reset(): Promise<void> {
    await this.#store([]);
  }

  async #store(read: readonly string[]): Promise<void> {
    await this.#state.update(KEY, { v: 1, read } satisfies Stored);
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
