import * as vscode from 'vscode';
import type { Documents } from '../editor/documents.ts';
import type { Library } from '../editor/library.ts';
import { type ColumnRef, type FromPage, isFromPage, isPanelState, type Page, type ToPage } from '../protocol/messages.ts';
import { openDocument } from './columns.ts';
import { exportComparison, exportLab, openTopicMarkdown } from './export.ts';
import { LabSession } from './lab-session.ts';
import { LadderSession } from './ladder-session.ts';
import { renderPage } from './pages.ts';
import { resourceRoots, shellHtml } from './shell.ts';

export const PANEL_TYPE = 'virtlens.panel';

export interface PanelActions {
  /** Asks for other columns to compare, the given ones chosen. */
  pick(columns: readonly ColumnRef[]): Promise<void>;
  read(topic: string): Promise<void>;
  answered(topic: string, score: { readonly right: number; readonly of: number }): Promise<void>;
}

/** The one webview panel. It shows a page, and is restored with it after a window reload. */
export class Panel implements vscode.WebviewPanelSerializer, vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #library: Library;
  readonly #documents: Documents;
  readonly #actions: PanelActions;
  readonly #lab: LabSession;
  readonly #ladder: LadderSession;
  readonly #disposables: vscode.Disposable[] = [];
  #panel: vscode.WebviewPanel | undefined;
  #page: Page = { kind: 'start' };
  #ready = false;
  /** Counts renderings, so that one overtaken by the next is dropped. */
  #turn = 0;
  #pending: ReturnType<typeof setTimeout> | undefined;

  /** @param storage VirtLens' own folder on this machine */
  constructor(extensionUri: vscode.Uri, storage: vscode.Uri, library: Library, documents: Documents, actions: PanelActions) {
    this.#extensionUri = extensionUri;
    this.#library = library;
    this.#documents = documents;
    this.#actions = actions;
    this.#lab = new LabSession(library);
    this.#ladder = new LadderSession(extensionUri, library, storage);
    this.#disposables.push(
      this.#lab,
      this.#ladder,
      ...[this.#lab, this.#ladder].map(({ onDidChange }) => onDidChange(() => void (this.#page.kind === 'lab' && this.#render(false)))),
      library.onDidChange(() => void this.#render(false)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (!this.#panel || !filesOf(this.#page).includes(document.uri.toString())) return;
        clearTimeout(this.#pending);
        this.#pending = setTimeout(() => void this.#render(false), 300);
      }),
    );
  }

  async show(page: Page): Promise<void> {
    if (this.#panel) this.#panel.reveal(undefined, false);
    else {
      const column = vscode.window.activeTextEditor ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
      this.#attach(
        vscode.window.createWebviewPanel(PANEL_TYPE, 'VirtLens', column, {
          enableScripts: true,
          enableForms: false,
          localResourceRoots: resourceRoots(this.#extensionUri),
        }),
      );
    }
    await this.#go(page);
  }

  async #go(page: Page): Promise<void> {
    const fresh = page.kind !== 'compare' || this.#page.kind !== 'compare' || JSON.stringify(page.columns) !== JSON.stringify(this.#page.columns);
    this.#page = page;
    await this.#render(fresh);
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    if (this.#panel) {
      // The reader has opened another since: there is one panel, and that is the newer.
      panel.dispose();
      return;
    }
    this.#page = isPanelState(state) ? state.page : { kind: 'start' };
    panel.webview.options = { enableScripts: true, enableForms: false, localResourceRoots: resourceRoots(this.#extensionUri) };
    this.#attach(panel);
    await this.#render(true);
  }

  #attach(panel: vscode.WebviewPanel): void {
    this.#panel = panel;
    this.#ready = false;
    const icon = (theme: string) => vscode.Uri.joinPath(this.#extensionUri, 'media', 'icons', `panel-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    panel.onDidDispose(() => {
      if (this.#panel !== panel) return;
      this.#panel = undefined;
      this.#lab.stop();
      this.#ladder.cancel();
    });
    panel.webview.onDidReceiveMessage((message: unknown) => {
      if (isFromPage(message)) void this.#receive(message).catch(unreadable);
    });
    panel.webview.html = shellHtml(panel.webview, this.#extensionUri, this.#library.knowledge.locale, vscode.l10n.t('Loading…'));
  }

  async #receive(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#ready = true;
        return this.#render(true);
      case 'open':
        // Not revealed again: that would take the focus from what the reader has just used.
        return this.#go(message.page);
      case 'pick':
        return this.#actions.pick(message.columns);
      case 'export':
        if (this.#page.kind === 'lab') return exportLab(this.#ladder, this.#library);
        if (this.#page.kind === 'topic') return openTopicMarkdown(this.#page.id, this.#library);
        return this.#page.kind === 'compare' ? exportComparison(this.#page, this.#library, this.#documents) : undefined;
      case 'lab':
        return this.#operate(message);
      case 'read':
        return this.#actions.read(message.topic);
      case 'answered':
        return this.#actions.answered(message.topic, { right: message.right, of: message.of });
      case 'reveal':
        return this.#reveal(message);
    }
  }

  async #operate(message: Extract<FromPage, { type: 'lab' }>): Promise<void> {
    switch (message.action) {
      case 'start':
        return this.#lab.start();
      case 'stop':
        return this.#lab.stop();
      case 'send':
        return this.#lab.send(message.command);
      case 'rung':
        return this.#ladder.run(message.rung, message.guess);
      case 'all':
        return this.#ladder.run(undefined);
      case 'density':
        return this.#ladder.density(message.rung, message.budget);
      case 'cancel':
        return this.#ladder.cancel();
    }
  }

  async #reveal({ start, end, column }: Extract<FromPage, { type: 'reveal' }>): Promise<void> {
    const page = this.#page;
    if (page.kind === 'map') return reveal(page.uri, start, end);
    const ref = page.kind === 'compare' ? page.columns[column] : undefined;
    if (typeof ref === 'object') await reveal(ref.uri, start, end);
  }

  async #render(fresh: boolean): Promise<void> {
    const panel = this.#panel;
    if (!panel) return;
    const turn = ++this.#turn;
    const rendered = await renderPage(this.#page, this.#library, this.#documents, this.#lab, this.#ladder).catch(unreadable);
    if (!rendered) return;
    if (turn !== this.#turn || panel !== this.#panel) return;
    this.#page = rendered.page;
    panel.title = rendered.title;
    if (!this.#ready) return;
    const message: ToPage = { type: 'show', page: rendered.page, html: rendered.html, lang: this.#library.knowledge.locale, fresh };
    await panel.webview.postMessage(message);
  }

  dispose(): void {
    clearTimeout(this.#pending);
    this.#panel?.dispose();
    for (const disposable of this.#disposables) disposable.dispose();
  }
}

/** The files a page shows something of. */
function filesOf(page: Page): string[] {
  if (page.kind === 'map' || page.kind === 'quiz') return [page.uri];
  return page.kind === 'compare' ? page.columns.flatMap((ref) => (typeof ref === 'string' ? [] : [ref.uri])) : [];
}

async function reveal(uri: string, start: number, end: number): Promise<void> {
  const document = await openDocument(uri);
  if (!document) return;
  const selection = new vscode.Range(document.positionAt(start), document.positionAt(end));
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  await vscode.window.showTextDocument(document, { selection, viewColumn: visible?.viewColumn ?? vscode.ViewColumn.One });
}

function unreadable(error: unknown): undefined {
  void vscode.window.showErrorMessage(vscode.l10n.t('VirtLens cannot read its own files: {0}', String(error)));
}
