import * as vscode from 'vscode';
import type { Core } from '../model/knowledge.ts';
import type { ColumnRef } from '../protocol/messages.ts';
import type { FoundWorkload } from './columns.ts';
import { FAMILIES, type Family, MORE_PAGES } from '../model/vocabulary.ts';
import { oneLine } from '../render/text.ts';

type Item = vscode.QuickPickItem & { readonly ref?: ColumnRef; readonly id?: string };

/** What the reader has chosen so far, and whether they want to add a file before they go on. */
interface Picked {
  readonly refs: ColumnRef[];
  readonly addFile: boolean;
}

/** Lets the reader choose two to four columns: technologies, and workloads of open files. @returns undefined when they give up */
export function pickColumns(core: Core, workloads: readonly FoundWorkload[], chosen: readonly ColumnRef[]): Promise<Picked | undefined> {
  const names: Record<Family, string> = {
    process: vscode.l10n.t('No boundary'),
    'os-level': vscode.l10n.t('Operating-system level'),
    translating: vscode.l10n.t('Translating'),
    'machine-level': vscode.l10n.t('Machine level'),
  };
  const group = (label: string, members: readonly Item[]): Item[] => (members.length ? [{ label, kind: vscode.QuickPickItemKind.Separator }, ...members] : []);
  const items = [
    ...group(vscode.l10n.t('In open files'), [
      ...workloads.map(({ ref, file, technology }): Item => ({ ref, label: ref.workload, description: `${file} · ${technology}` })),
      ...chosen.flatMap((ref): Item[] =>
        typeof ref === 'object' && ref.change ? [{ ref, label: ref.workload, description: oneLine(`${ref.change.path} = ${ref.change.value ?? '—'}`) }] : [],
      ),
    ]),
    ...FAMILIES.flatMap((family) =>
      group(
        names[family],
        core.technologies.filter((technology) => technology.family === family).map(({ id, name }): Item => ({ ref: id, label: name })),
      ),
    ),
  ];
  const wanted = new Set(chosen.map((ref) => JSON.stringify(ref)));
  const picker = vscode.window.createQuickPick<Item>();
  picker.items = items;
  picker.canSelectMany = true;
  picker.matchOnDescription = true;
  picker.selectedItems = items.filter((item) => item.ref && wanted.has(JSON.stringify(item.ref)));
  picker.title = vscode.l10n.t('Compare technologies');
  picker.placeholder = vscode.l10n.t('Choose two to four');
  picker.buttons = [{ iconPath: new vscode.ThemeIcon('folder-opened'), tooltip: vscode.l10n.t('Add the workloads of a file…') }];
  return new Promise((resolve) => {
    const selected = () => picker.selectedItems.flatMap((item) => item.ref ?? []);
    picker.onDidTriggerButton(() => {
      resolve({ refs: selected(), addFile: true });
      picker.hide();
    });
    picker.onDidAccept(() => {
      const refs = selected();
      if (refs.length < 2 || refs.length > 4) {
        picker.title = vscode.l10n.t('Choose two to four technologies; {0} are chosen', refs.length);
        return;
      }
      resolve({ refs, addFile: false });
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
    ...MORE_PAGES.map((id): Item => ({ id, label: core.words[id] ?? '' })),
    { id: 'start', label: core.words.legend ?? '' },
  ];
  const chosen = await vscode.window.showQuickPick([...items, ...pages], {
    title: vscode.l10n.t('Open topic'),
    placeHolder: vscode.l10n.t('Type to search'),
    matchOnDescription: true,
  });
  return chosen?.id;
}
