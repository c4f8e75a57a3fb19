import * as vscode from 'vscode';
import { Documents } from './editor/documents.ts';
import { explainAs } from './editor/explain-as.ts';
import { HoverProvider } from './editor/hover.ts';
import { Library } from './editor/library.ts';
import { Recognition } from './editor/recognition.ts';
import { FORMATS } from './formats/registry.ts';
import { Panel, PANEL_TYPE } from './panel/panel.ts';
import { pickTechnologies, pickTopic } from './panel/pick.ts';
import { Progress } from './sidebar/progress.ts';
import { type Node, TopicTree } from './sidebar/topic-tree.ts';

/** Builds the object graph and registers; everything else waits for its first use. Both hosts start here. */
export function activate(context: vscode.ExtensionContext): void {
  const library = new Library(context.extensionUri);
  const recognition = new Recognition(context.workspaceState);
  const documents = new Documents(library, recognition);
  const progress = new Progress(context.globalState);
  const tree = new TopicTree(library, documents, progress, recognition);

  const compare = async (ids?: unknown): Promise<void> => {
    const core = await library.knowledge.core();
    const given = core.technologies.map(({ id }) => id).filter((id) => Array.isArray(ids) && ids.includes(id));
    const chosen = given.length >= 2 ? given.slice(0, 4) : await pickTechnologies(core, given);
    if (chosen) await panel.show({ kind: 'compare', ids: chosen, differencesFirst: true });
  };
  const panel = new Panel(context.extensionUri, library, documents, {
    pick: async (ids) => {
      const chosen = await pickTechnologies(await library.knowledge.core(), ids);
      if (chosen) await compare(chosen);
    },
    read: (topic) => progress.mark(topic, true),
  });
  const openTopic = async (id?: unknown): Promise<void> => {
    const chosen = typeof id === 'string' ? id : await pickTopic(await library.knowledge.core(), progress.read);
    if (chosen) await panel.show(chosen === 'glossary' || chosen === 'start' ? { kind: chosen } : { kind: 'topic', id: chosen });
  };
  const showMap = async (uri?: unknown): Promise<void> => {
    const editors = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
    const document = editors.find((editor) => editor && recognition.formatOf(editor.document))?.document;
    if (uri instanceof vscode.Uri || typeof uri === 'string') await panel.show({ kind: 'map', uri: uri.toString() });
    else if (document) await panel.show({ kind: 'map', uri: document.uri.toString() });
    else void vscode.window.showInformationMessage(vscode.l10n.t('Open a file that VirtLens knows, such as a Dockerfile, to see its isolation map.'));
  };
  const explain = async (uri?: unknown, format?: unknown): Promise<void> => {
    const active = vscode.window.activeTextEditor?.document;
    const document = uri instanceof vscode.Uri ? await vscode.workspace.openTextDocument(uri) : active;
    if (document && typeof format === 'string') await recognition.choose(document.uri, format);
    else if (document) await explainAs(document, await library.knowledge.core(), recognition);
    else void vscode.window.showInformationMessage(vscode.l10n.t('Open the file to explain first.'));
  };
  const mark =
    (read: boolean) =>
    async (node?: Node): Promise<void> => {
      if (node?.kind === 'topic') await progress.mark(node.topic.id, read);
    };
  const revealWorkload = async (node?: Node): Promise<void> => {
    if (node?.kind === 'workload') await vscode.window.showTextDocument(node.document, { selection: new vscode.Range(node.range.start, node.range.start) });
  };

  // A file explained as the reader has chosen may be of a language no format asks for.
  const selectors = FORMATS.flatMap((format) => format.selectors);
  const hovers = new HoverProvider(documents);
  const follow = (document: vscode.TextDocument): void => {
    if (recognition.chosen(document.uri) === undefined || vscode.languages.match(selectors, document) > 0) return;
    const selector = { language: document.languageId };
    selectors.push(selector);
    context.subscriptions.push(vscode.languages.registerHoverProvider(selector, hovers));
  };

  // For `resourcePath in virtlens.known`: which of the visible files the map button stands on.
  const tell = (): void => {
    for (const { document } of vscode.window.visibleTextEditors) follow(document);
    const known = vscode.window.visibleTextEditors.filter(({ document }) => recognition.formatOf(document)).map(({ document }) => document.uri.path);
    void vscode.commands.executeCommand('setContext', 'virtlens.known', known);
  };
  tell();

  const { registerCommand } = vscode.commands;
  context.subscriptions.push(
    library,
    progress,
    tree,
    panel,
    recognition,
    vscode.languages.registerHoverProvider([...selectors], hovers),
    vscode.window.createTreeView('virtlens.topics', { treeDataProvider: tree, showCollapseAll: true }),
    vscode.window.onDidChangeVisibleTextEditors(tell),
    vscode.workspace.onDidOpenTextDocument(tell),
    recognition.onDidChange(tell),
    vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, panel),
    registerCommand('virtlens.compare', compare),
    registerCommand('virtlens.openTopic', openTopic),
    registerCommand('virtlens.showMap', showMap),
    registerCommand('virtlens.explainAs', explain),
    registerCommand('virtlens.resetProgress', () => progress.reset()),
    registerCommand('virtlens.markRead', mark(true)),
    registerCommand('virtlens.markUnread', mark(false)),
    registerCommand('virtlens.revealWorkload', revealWorkload),
  );
}
