import * as vscode from 'vscode';
import { commandsOf, openLink, type Parts, pickOther } from './commands.ts';
import { WhatIfActions } from './editor/code-actions.ts';
import { Documents } from './editor/documents.ts';
import { EnvironmentItem } from './editor/environment-item.ts';
import { HoverProvider } from './editor/hover.ts';
import { Library } from './editor/library.ts';
import { Recognition } from './editor/recognition.ts';
import { FORMATS } from './formats/registry.ts';
import { EXTENSION_ID } from './panel/links.ts';
import { Panel, PANEL_TYPE } from './panel/panel.ts';
import { surroundings } from './panel/surroundings.ts';
import { Progress } from './sidebar/progress.ts';
import { TopicTree } from './sidebar/topic-tree.ts';

/** Builds the object graph and registers; everything else waits for its first use. Both hosts start here. */
export function activate(context: vscode.ExtensionContext): void {
  const library = new Library(context.extensionUri);
  const recognition = new Recognition(context.workspaceState);
  const documents = new Documents(library, recognition);
  const progress = new Progress(context.globalState);
  const tree = new TopicTree(library, documents, progress, recognition);

  const panel: Panel = new Panel(context.extensionUri, context.globalStorageUri, library, documents, {
    pick: (columns) => pickOther(parts, columns),
    read: (topic) => progress.mark(topic, true),
    answered: (topic, score) => progress.answered(topic, score),
  });
  const environment = new EnvironmentItem(library, async () => (await surroundings(library, EXTENSION_ID)).explanation);
  void environment.update();
  const parts: Parts = { extensionUri: context.extensionUri, library, documents, recognition, progress, panel };

  // A file explained as the reader has chosen may be of a language no format asks for.
  const selectors = FORMATS.flatMap((format) => format.selectors);
  const [hovers, actions] = [new HoverProvider(documents), new WhatIfActions(documents)];
  const provide = (selector: vscode.DocumentSelector): vscode.Disposable[] => [
    vscode.languages.registerHoverProvider(selector, hovers),
    vscode.languages.registerCodeActionsProvider(selector, actions, WhatIfActions.metadata),
  ];
  const follow = (document: vscode.TextDocument): void => {
    if (recognition.chosen(document.uri) === undefined || vscode.languages.match(selectors, document) > 0) return;
    const selector = { language: document.languageId };
    selectors.push(selector);
    context.subscriptions.push(...provide(selector));
  };

  // For `resourcePath in virtlens.known`: which of the visible files the map button stands on.
  const tell = (): void => {
    for (const { document } of vscode.window.visibleTextEditors) follow(document);
    const known = vscode.window.visibleTextEditors.filter(({ document }) => recognition.formatOf(document)).map(({ document }) => document.uri.path);
    void vscode.commands.executeCommand('setContext', 'virtlens.known', known);
  };
  tell();

  context.subscriptions.push(
    library,
    progress,
    tree,
    panel,
    recognition,
    environment,
    ...provide([...selectors]),
    vscode.window.createTreeView('virtlens.topics', { treeDataProvider: tree, showCollapseAll: true }),
    vscode.window.onDidChangeVisibleTextEditors(tell),
    vscode.workspace.onDidOpenTextDocument(tell),
    recognition.onDidChange(tell),
    vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, panel),
    vscode.window.registerUriHandler({ handleUri: (uri) => openLink(panel, uri) }),
    ...Object.entries(commandsOf(parts)).map(([id, run]) => vscode.commands.registerCommand(id, run)),
  );
}
