import * as vscode from 'vscode';
import type { Documents } from './editor/documents.ts';
import { explainAs } from './editor/explain-as.ts';
import type { Library } from './editor/library.ts';
import type { Recognition } from './editor/recognition.ts';
import { nameOf, openDocument, openWorkloads, workloadsOf } from './panel/columns.ts';
import { openTopicMarkdown } from './panel/export.ts';
import { pageOf } from './panel/links.ts';
import type { Panel } from './panel/panel.ts';
import { pickColumns, pickTopic } from './panel/pick.ts';
import { searchPage } from './panel/search.ts';
import { whatIf } from './panel/what-if.ts';
import { type ColumnRef, isPage } from './protocol/messages.ts';
import type { Progress } from './sidebar/progress.ts';
import type { Node } from './sidebar/topic-tree.ts';

/** What the extension is made of, as far as commands need it. */
export interface Parts {
  readonly extensionUri: vscode.Uri;
  readonly library: Library;
  readonly documents: Documents;
  readonly recognition: Recognition;
  readonly progress: Progress;
  readonly panel: Panel;
}

/** The commands by id. Arguments come from menus, links and other extensions: what does not fit is asked for. */
export function commandsOf(parts: Parts): Readonly<Record<string, (...args: unknown[]) => Promise<void>>> {
  const { library, recognition, progress, panel } = parts;
  return {
    'virtlens.compare': (columns) => compare(parts, columns),
    'virtlens.compareFile': (uri) => compareFile(parts, uri),
    'virtlens.openTopic': async (id) => {
      const chosen = typeof id === 'string' ? id : await pickTopic(await library.knowledge.core(), progress.read);
      const page: unknown = { kind: chosen };
      if (chosen) await panel.show(isPage(page) ? page : { kind: 'topic', id: chosen });
    },
    'virtlens.topicMarkdown': async (id) => {
      const chosen =
        typeof id === 'string' ? id : isNode(id) && id.kind === 'topic' ? id.topic.id : await pickTopic(await library.knowledge.core(), progress.read);
      if (chosen) await openTopicMarkdown(chosen, library);
    },
    'virtlens.openSample': async () => {
      const uri = vscode.Uri.joinPath(parts.extensionUri, 'media', 'samples', 'misconceptions.Dockerfile');
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    },
    'virtlens.search': async () => {
      const page = await searchPage(library.knowledge, library.translated);
      if (page) await panel.show(page);
    },
    'virtlens.showMap': (uri) => showFile(parts, 'map', uri),
    'virtlens.quizFile': (uri) => showFile(parts, 'quiz', uri),
    'virtlens.explainAs': async (uri, format) => {
      const document = uri instanceof vscode.Uri ? await openDocument(uri.toString()) : vscode.window.activeTextEditor?.document;
      if (document && typeof format === 'string') await recognition.choose(document.uri, format);
      else if (document) await explainAs(document, await library.knowledge.core(), recognition);
      else void vscode.window.showInformationMessage(vscode.l10n.t('Open the file to explain first.'));
    },
    'virtlens.explainEnvironment': () => panel.show({ kind: 'environment' }),
    'virtlens.openLab': () => panel.show({ kind: 'lab' }),
    'virtlens.whatIf': async (uri, offset) => {
      const editor = vscode.window.activeTextEditor;
      const document = uri instanceof vscode.Uri ? await openDocument(uri.toString()) : editor?.document;
      if (!document) return openFirst();
      const at = typeof offset === 'number' ? offset : editor?.document === document ? document.offsetAt(editor.selection.active) : 0;
      const page = await whatIf(document, at, parts.documents);
      if (page) await panel.show(page);
    },
    'virtlens.resetProgress': () => progress.reset(),
    'virtlens.markRead': (node) => mark(progress, node, true),
    'virtlens.markUnread': (node) => mark(progress, node, false),
    'virtlens.revealWorkload': async (node) => {
      if (!isNode(node) || node.kind !== 'workload') return;
      await vscode.window.showTextDocument(node.document, { selection: new vscode.Range(node.range.start, node.range.start) });
    },
  };
}

/** Opens what a `vscode://` link of ours names; any other link does nothing. */
export async function openLink(panel: Panel, uri: vscode.Uri): Promise<void> {
  const page = pageOf(uri);
  if (page) await panel.show(page);
}

/** Asks for other columns than those shown, and shows them. */
export async function pickOther({ library, documents, panel }: Parts, columns: readonly ColumnRef[]): Promise<void> {
  const core = await library.knowledge.core();
  let picked = await pickColumns(core, await openWorkloads(library, documents), columns);
  while (picked?.addFile) {
    const [uri] = (await vscode.window.showOpenDialog({ title: vscode.l10n.t('Add the workloads of a file…') })) ?? [];
    const document = uri && (await openDocument(uri.toString()));
    const added = document && (await workloadsOf([document], library, documents));
    if (added?.length === 0)
      void vscode.window.showInformationMessage(vscode.l10n.t('VirtLens finds nothing in {0} that could be compared.', nameOf(document?.uri.toString() ?? '')));
    picked = await pickColumns(core, await openWorkloads(library, documents), [...picked.refs, ...(added ?? []).slice(-1).map(({ ref }) => ref)]);
  }
  if (picked) await panel.show({ kind: 'compare', columns: picked.refs, order: 'differences' });
}

async function compare(parts: Parts, given: unknown): Promise<void> {
  const core = await parts.library.knowledge.core();
  const known = (ref: ColumnRef) => typeof ref !== 'string' || core.technologies.some(({ id }) => id === ref);
  const page: unknown = { kind: 'compare', columns: Array.isArray(given) ? given.slice(0, 4) : [], order: 'differences' };
  const columns = isPage(page) && page.kind === 'compare' ? page.columns.filter(known) : [];
  if (columns.length >= 2) await parts.panel.show({ kind: 'compare', columns, order: 'differences' });
  else await pickOther(parts, columns);
}

/** Shows a page of the given file, or of the first visible one that is known. */
async function showFile({ panel, recognition }: Parts, kind: 'map' | 'quiz', uri: unknown): Promise<void> {
  const editors = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
  const document = editors.find((editor) => editor && recognition.formatOf(editor.document))?.document;
  if (uri instanceof vscode.Uri || typeof uri === 'string') await panel.show({ kind, uri: uri.toString() });
  else if (document) await panel.show({ kind, uri: document.uri.toString() });
  else openFirst();
}

/** The file's last workload is chosen already; the reader adds what to set beside it. */
async function compareFile(parts: Parts, uri: unknown): Promise<void> {
  const document = uri instanceof vscode.Uri ? await openDocument(uri.toString()) : vscode.window.activeTextEditor?.document;
  const workloads = await openWorkloads(parts.library, parts.documents);
  const own = workloads.filter(({ ref }) => ref.uri === document?.uri.toString()).map(({ ref }) => ref);
  if (own.length === 0) openFirst();
  else await pickOther(parts, own.slice(-1));
}

async function mark(progress: Progress, node: unknown, read: boolean): Promise<void> {
  if (isNode(node) && node.kind === 'topic') await progress.mark(node.topic.id, read);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

function openFirst(): void {
  void vscode.window.showInformationMessage(vscode.l10n.t('Open a file that VirtLens knows, such as a Dockerfile, to see its isolation map.'));
}
