import * as vscode from 'vscode';
import type { Core } from '../model/knowledge.ts';
import { FAMILIES, type Family } from '../model/vocabulary.ts';

type Item = vscode.QuickPickItem & { readonly id?: string };

/** Lets the reader choose two to four technologies. @returns undefined when they give up */
export function pickTechnologies(core: Core, chosen: readonly string[]): Promise<string[] | undefined> {
  const names: Record<Family, string> = {
    process: vscode.l10n.t('No boundary'),
    'os-level': vscode.l10n.t('Operating-system level'),
    translating: vscode.l10n.t('Translating'),
    'machine-level': vscode.l10n.t('Machine level'),
  };
  const items = FAMILIES.flatMap((family): Item[] => {
    const members = core.technologies.filter((technology) => technology.family === family);
    if (members.length === 0) return [];
    return [{ label: names[family], kind: vscode.QuickPickItemKind.Separator }, ...members.map(({ id, name }): Item => ({ id, label: name }))];
  });
  const picker = vscode.window.createQuickPick<Item>();
  picker.items = items;
  picker.canSelectMany = true;
  picker.selectedItems = items.filter((item) => item.id && chosen.includes(item.id));
  picker.title = vscode.l10n.t('Compare technologies');
  picker.placeholder = vscode.l10n.t('Choose two to four');
  return new Promise((resolve) => {
    picker.onDidAccept(() => {
      const ids = picker.selectedItems.flatMap((item) => item.id ?? []);
      if (ids.length < 2 || ids.length > 4) {
        picker.title = vscode.l10n.t('Choose two to four technologies; {0} are chosen', ids.length);
        return;
      }
      resolve(ids);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

/** Lets the reader choose a topic, the glossary or the signs. @returns undefined when they give up */
export async function pickTopic(core: Core, read: ReadonlySet<string>): Promise<string | undefined> {
  const items = core.groups.flatMap((group): Item[] => [
    { label: group.name, kind: vscode.QuickPickItemKind.Separator },
    ...group.topics.map(
      (topic): Item => ({ id: topic.id, label: topic.title.replaceAll('`', ''), description: read.has(topic.id) ? vscode.l10n.t('read') : '' }),
    ),
  ]);
  const pages: Item[] = [
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { id: 'glossary', label: core.words.glossary ?? '' },
    { id: 'start', label: core.words.legend ?? '' },
  ];
  const chosen = await vscode.window.showQuickPick([...items, ...pages], {
    title: vscode.l10n.t('Open topic'),
    placeHolder: vscode.l10n.t('Type to search'),
    matchOnDescription: true,
  });
  return chosen?.id;
}
