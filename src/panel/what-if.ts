import * as vscode from 'vscode';
import { noteAt } from '../annotate/annotate.ts';
import { changeOf } from '../annotate/what-if.ts';
import type { Documents } from '../editor/documents.ts';
import type { Page } from '../protocol/messages.ts';
import { oneLine } from '../render/text.ts';

/** Another value; undefined in it when the setting is left out. */
interface Choice {
  readonly value: string | undefined;
}

type Item = vscode.QuickPickItem & { readonly choice?: Choice };

/**
 * Asks for another value of the setting at a place, and gives the page that sets the workload as it is beside what it would be.
 * @param offset UTF-16 offset in the document
 * @returns undefined when the reader gives up, or nothing there says anything about isolation (which they are told)
 */
export async function whatIf(document: vscode.TextDocument, offset: number, documents: Documents): Promise<Page | undefined> {
  const analysis = await documents.analyse(document);
  const answer = analysis && noteAt(analysis.file, analysis.annotator, offset, analysis.technology);
  if (!analysis || !answer) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Put the cursor on a setting that VirtLens explains, then ask what changes.'));
    return undefined;
  }
  const { element } = answer;
  const setting = oneLine(`${element.name} ${element.value}`, 50);
  const choice = await askValue(setting, element.value, analysis.annotator.alternatives(element), analysis.core.boundaries);
  const workload = analysis.file.workloads[element.workload]?.name;
  if (!choice || workload === undefined) return undefined;
  const ref = { uri: document.uri.toString(), workload };
  return { kind: 'compare', columns: [ref, { ...ref, change: changeOf(analysis.file, element, choice.value) }], order: 'differences' };
}

async function askValue(
  setting: string,
  now: string,
  alternatives: readonly { readonly value: string; readonly boundary: string }[],
  boundaries: readonly { readonly id: string; readonly name: string }[],
): Promise<Choice | undefined> {
  const title = vscode.l10n.t('What changes if {0} were…', setting);
  const other: Item = { label: vscode.l10n.t('Another value…') };
  const without: Item = { label: vscode.l10n.t('Without it'), choice: { value: undefined } };
  const items = alternatives.map(
    ({ value, boundary }): Item => ({ choice: { value }, label: value, description: boundaries.find(({ id }) => id === boundary)?.name ?? '' }),
  );
  const picked = await vscode.window.showQuickPick([...items, without, other], { title, placeHolder: vscode.l10n.t('Type to search') });
  if (picked !== other) return picked?.choice;
  const value = await vscode.window.showInputBox({ title, value: now, prompt: vscode.l10n.t('The file itself is not changed.') });
  return value === undefined ? undefined : { value };
}
