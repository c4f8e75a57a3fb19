import * as vscode from 'vscode';
import type { Explanation } from '../environment/explain.ts';
import type { Library } from './library.ts';

const SETTING = 'virtlens.environment.statusBar';

/** The status bar item that names what the window runs in, while its setting is on. Nothing is read before that. */
export class EnvironmentItem implements vscode.Disposable {
  readonly #library: Library;
  readonly #explain: () => Promise<Explanation>;
  readonly #listeners: readonly vscode.Disposable[];
  #item: vscode.StatusBarItem | undefined;
  /** Counts readings, so that one overtaken by the setting or the next is dropped. */
  #turn = 0;

  /** @param explain reads the surroundings; called only while the setting is on */
  constructor(library: Library, explain: () => Promise<Explanation>) {
    this.#library = library;
    this.#explain = explain;
    this.#listeners = [
      library.onDidChange(() => void this.update()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(SETTING)) void this.update();
      }),
    ];
  }

  /** What is shown, if anything. */
  get shown(): vscode.StatusBarItem | undefined {
    return this.#item;
  }

  /** Shows or removes the item as the setting says. Never rejects: where nothing can be read there is no item. */
  async update(): Promise<void> {
    const turn = ++this.#turn;
    if (!vscode.workspace.getConfiguration().get<boolean>(SETTING, false)) return this.#remove();
    try {
      const [{ summarizeEnvironment }, explanation, { words }] = await Promise.all([
        import('../render/environment-item.ts'),
        this.#explain(),
        this.#library.knowledge.core(),
      ]);
      if (turn === this.#turn) this.#show(words.environment ?? '', summarizeEnvironment(explanation, words));
    } catch {
      if (turn === this.#turn) this.#remove();
    }
  }

  #show(name: string, { text, tooltip, label }: { readonly text: string; readonly tooltip: string; readonly label: string }): void {
    this.#item ??= vscode.window.createStatusBarItem('virtlens.environment', vscode.StatusBarAlignment.Right);
    this.#item.name = `VirtLens: ${name}`;
    this.#item.text = `$(server-environment) ${text}`;
    this.#item.tooltip = new vscode.MarkdownString(tooltip);
    this.#item.accessibilityInformation = { label };
    this.#item.command = 'virtlens.explainEnvironment';
    this.#item.show();
  }

  #remove(): void {
    this.#item?.dispose();
    this.#item = undefined;
  }

  dispose(): void {
    this.#turn++;
    this.#remove();
    for (const listener of this.#listeners) listener.dispose();
  }
}
