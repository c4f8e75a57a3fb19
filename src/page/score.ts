/** First guesses on a page of questions: the option that was opened first decides whether a question was known. */
export class Score {
  readonly #questions: ReadonlySet<string>;
  readonly #guesses = new Map<string, boolean>();

  /** @param questions what the page's questions are called; each needs a guess */
  constructor(questions: Iterable<string>) {
    this.#questions = new Set(questions);
  }

  get right(): number {
    return [...this.#guesses.values()].filter(Boolean).length;
  }

  get of(): number {
    return this.#questions.size;
  }

  /** Whether there are questions, and all have been answered. */
  get complete(): boolean {
    return this.of > 0 && this.#guesses.size === this.of;
  }

  /** Counts an opened option. @returns whether it was the question's first, of a question on this page */
  guess(question: string, right: boolean): boolean {
    if (!this.#questions.has(question) || this.#guesses.has(question)) return false;
    this.#guesses.set(question, right);
    return true;
  }
}
