import * as vscode from 'vscode';

const KEY = 'virtlens.progress';

interface Stored {
  readonly v: 1;
  readonly read: readonly string[];
  /** By topic; absent in what an earlier version stored. */
  readonly scores?: Readonly<Record<string, QuizScore>>;
}

/** The best first guesses at a topic's questions. */
export interface QuizScore {
  readonly right: number;
  readonly of: number;
}

/** Which topics have been read, and how their questions were answered: kept in global state, synced between the reader's machines. */
export class Progress implements vscode.Disposable {
  readonly #state: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(state: vscode.Memento & { setKeysForSync(keys: readonly string[]): void }) {
    this.#state = state;
    state.setKeysForSync([KEY]);
  }

  get read(): ReadonlySet<string> {
    return new Set(this.#stored.read);
  }

  /** The best score at a topic's questions; undefined when they were not all answered yet. */
  score(topic: string): QuizScore | undefined {
    return this.#stored.scores?.[topic];
  }

  async answered(topic: string, score: QuizScore): Promise<void> {
    const before = this.score(topic);
    if (before && before.of === score.of && before.right >= score.right) return;
    await this.#store({ ...this.#stored, scores: { ...this.#stored.scores, [topic]: score } });
  }

  async mark(topic: string, read: boolean): Promise<void> {
    const topics = new Set(this.read);
    if (topics.has(topic) === read) return;
    if (read) topics.add(topic);
    else topics.delete(topic);
    await this.#store({ ...this.#stored, read: [...topics] });
  }

  async reset(): Promise<void> {
    await this.#store({ v: 1, read: [] });
  }

  get #stored(): Stored {
    const stored = this.#state.get<Partial<Stored>>(KEY);
    if (stored?.v !== 1 || !Array.isArray(stored.read)) return { v: 1, read: [] };
    const scores = typeof stored.scores === 'object' && stored.scores !== null ? stored.scores : {};
    return { v: 1, read: stored.read, scores };
  }

  async #store(next: Stored): Promise<void> {
    await this.#state.update(KEY, next);
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
