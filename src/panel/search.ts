import * as vscode from 'vscode';
import type { Library } from '../editor/library.ts';
import type { Page } from '../protocol/messages.ts';
import { MORE_PAGES } from '../model/vocabulary.ts';

type Knowledge = Library['knowledge'];

interface Item extends vscode.QuickPickItem {
  readonly page?: Page;
}

/**
 * Lets the reader search everything by name, in either language. @param other the knowledge in the language that is not shown
 * @returns undefined when they give up
 */
export async function searchPage(knowledge: Knowledge, other: Knowledge): Promise<Page | undefined> {
  const [mine, theirs] = await Promise.all([entriesOf(knowledge), entriesOf(other)]);
  const words = (await knowledge.core()).words;
  const items = mine.flatMap(([kind, entries]): Item[] => [
    { label: words[kind] ?? kind, kind: vscode.QuickPickItemKind.Separator },
    ...entries.map(({ label, detail, page }, index): Item => {
      const translated = theirs.find(([each]) => each === kind)?.[1][index];
      return { label, description: translated?.label === label ? '' : (translated?.label ?? ''), ...(detail && { detail }), page };
    }),
  ]);
  const options = { title: vscode.l10n.t('Search VirtLens'), placeHolder: vscode.l10n.t('Type to search'), matchOnDescription: true, matchOnDetail: true };
  return (await vscode.window.showQuickPick(items, options))?.page;
}

type Entry = { readonly label: string; readonly detail?: string; readonly page: Page };

/** Everything that has a page, by the key of its heading. The order is the same in every language. */
async function entriesOf(knowledge: Knowledge): Promise<[string, Entry[]][]> {
  const [core, glossary, { questions }, { figures }] = await Promise.all([knowledge.core(), knowledge.glossary(), knowledge.questions(), knowledge.figures()]);
  const plain = (text: string) => text.replaceAll('`', '');
  return [
    ['topics', core.groups.flatMap(({ topics }) => topics.map(({ id, title }) => ({ label: plain(title), page: { kind: 'topic', id } as const })))],
    ['questions', questions.map(({ id, question, answer }) => ({ label: plain(question), detail: plain(answer), page: { kind: 'questions', id } as const }))],
    ['technologies', core.technologies.map(({ id, name }) => ({ label: name, page: { kind: 'compare', columns: [id], order: 'layers' } as const }))],
    ['pages', MORE_PAGES.map((kind) => ({ label: core.words[kind] ?? kind, page: { kind } as const }))],
    ['figures', figures.map(({ id, title, measured }) => ({ label: plain(title), detail: plain(measured), page: { kind: 'figures', id } as const }))],
    ['glossary', glossary.map(({ id, term, meaning }) => ({ label: plain(term), detail: plain(meaning), page: { kind: 'glossary', id } as const }))],
  ];
}
