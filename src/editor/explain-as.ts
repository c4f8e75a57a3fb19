import * as vscode from 'vscode';
import { FORMATS } from '../formats/registry.ts';
import type { Core } from '../model/knowledge.ts';
import { NOTHING, type Recognition } from './recognition.ts';

type Item = vscode.QuickPickItem & { readonly id?: string };

/** Lets the reader say what a file is, where its name and its content say too little or the wrong thing. */
export async function explainAs(document: vscode.TextDocument, core: Core, recognition: Recognition): Promise<void> {
  const now = recognition.formatOf(document)?.id;
  const chosen = recognition.chosen(document.uri);
  const current = vscode.l10n.t('current');
  const formats = FORMATS.map(({ id }): Item => ({ id, label: core.words[`format.${id}`] ?? id, description: id === now ? current : '' }));
  const items: Item[] = [
    { label: vscode.l10n.t('Recognize by name and content'), description: chosen === undefined ? current : '' },
    { id: NOTHING, label: vscode.l10n.t('Nothing: stay silent in this file'), description: chosen === NOTHING ? current : '' },
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    ...formats.sort((a, b) => a.label.localeCompare(b.label)),
  ];
  const name = document.uri.path.split('/').at(-1) ?? '';
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Explain {0} as', name), placeHolder: vscode.l10n.t('Type to search') });
  if (picked) await recognition.choose(document.uri, picked.id);
}
