import * as vscode from 'vscode';
import { Documents, formatOf } from './editor/documents.ts';
import { HoverProvider } from './editor/hover.ts';
import { Library } from './editor/library.ts';
import { FORMATS } from './formats/registry.ts';
import { Panel, PANEL_TYPE } from './panel/panel.ts';
import { pickTechnologies, pickTopic } from './panel/pick.ts';
import { Progress } from './sidebar/progress.ts';
import { type Node, TopicTree } from './sidebar/topic-tree.ts';

/** Builds the object graph and registers; everything else waits for its first use. Both hosts start here. */
export function activate(context: vscode.ExtensionContext): void {
  const library = new Library(context.extensionUri);
  const documents = new Documents(library);
  const progress = new Progress(context.globalState);
  const tree = new TopicTree(library, documents, progress);

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
    const document = editors.find((editor) => editor && formatOf(editor.document))?.document;
    if (uri instanceof vscode.Uri || typeof uri === 'string') await panel.show({ kind: 'map', uri: uri.toString() });
    else if (document) await panel.show({ kind: 'map', uri: document.uri.toString() });
    else void vscode.window.showInformationMessage(vscode.l10n.t('Open a file that VirtLens knows, such as a Dockerfile, to see its isolation map.'));
  };
  const mark =
    (read: boolean) =>
    async (node?: Node): Promise<void> => {
      if (node?.kind === 'topic') await progress.mark(node.topic.id, read);
    };
  const revealWorkload = async (node?: Node): Promise<void> => {
    if (node?.kind === 'workload') await vscode.window.showTextDocument(node.document, { selection: new vscode.Range(node.range.start, node.range.start) });
  };

  // For `resourcePath in virtlens.known`: which of the visible files the map button stands on.
  const tell = (): void => {
    const known = vscode.window.visibleTextEditors.filter(({ document }) => formatOf(document)).map(({ document }) => document.uri.path);
    void vscode.commands.executeCommand('setContext', 'virtlens.known', known);
  };
  tell();

  const { registerCommand } = vscode.commands;
  context.subscriptions.push(
    library,
    progress,
    tree,
    panel,
    vscode.languages.registerHoverProvider(
      FORMATS.flatMap((format) => format.selectors),
      new HoverProvider(documents),
    ),
    vscode.window.createTreeView('virtlens.topics', { treeDataProvider: tree, showCollapseAll: true }),
    vscode.window.onDidChangeVisibleTextEditors(tell),
    vscode.workspace.onDidOpenTextDocument(tell),
    vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, panel),
    registerCommand('virtlens.compare', compare),
    registerCommand('virtlens.openTopic', openTopic),
    registerCommand('virtlens.showMap', showMap),
    registerCommand('virtlens.resetProgress', () => progress.reset()),
    registerCommand('virtlens.markRead', mark(true)),
    registerCommand('virtlens.markUnread', mark(false)),
    registerCommand('virtlens.revealWorkload', revealWorkload),
  );
}
