import * as vscode from 'vscode';
import type { Documents } from '../editor/documents.ts';
import type { Library } from '../editor/library.ts';
import type { Page } from '../protocol/messages.ts';
import { columnsOf } from './columns.ts';
import type { LadderSession } from './ladder-session.ts';
import { linkTo } from './links.ts';

interface Form extends vscode.QuickPickItem {
  open?(): { language: string; content: string };
}

/** Opens the topic as a new Markdown document. */
export async function openTopicMarkdown(id: string, library: Library): Promise<void> {
  const { knowledge } = library;
  const core = await knowledge.core();
  const topics = core.groups.flatMap((group) => group.topics);
  if (!topics.some((each) => each.id === id)) return;
  const [{ topicMarkdown }, topic, { technologies, sources }] = await Promise.all([
    import('../render/topic-markdown.ts'),
    knowledge.topic(id),
    knowledge.technologies(),
  ]);
  const titleOf = (other: string) => topics.find((each) => each.id === other)?.title ?? other;
  const look = { core, sources: { ...sources, ...topic.sources } };
  const content = topicMarkdown(topic, technologies, look, titleOf);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'markdown', content }));
}

/** Asks in which form, and opens what the lab has measured on this machine as a new document. Nothing is written by itself. */
export async function exportLab({ history, state }: LadderSession, library: Library): Promise<void> {
  const { knowledge } = library;
  const json = (): string => `${JSON.stringify(history, undefined, 2)}\n`;
  const markdown = async (): Promise<string> => {
    const [core, lab, { technologies, sources }, { labMarkdown }] = await Promise.all([
      knowledge.core(),
      knowledge.lab(),
      knowledge.technologies(),
      import('../render/lab-markdown.ts'),
    ]);
    return labMarkdown(history, state.budget, { lab, technologies, look: { core, sources } });
  };
  const forms = [
    { label: vscode.l10n.t('Markdown table'), language: 'markdown', content: markdown },
    { label: 'JSON', language: 'json', content: json },
  ];
  const chosen = await vscode.window.showQuickPick(forms, { title: vscode.l10n.t('Export the results') });
  if (!chosen) return;
  const { language, content } = chosen;
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content: await content() }));
}

/** Asks in which form, and opens the comparison as a new document, or copies a link to it. Nothing is written by itself. */
export async function exportComparison(page: Extract<Page, { kind: 'compare' }>, library: Library, documents: Documents): Promise<void> {
  const core = await library.knowledge.core();
  const [{ comparisonMarkdown, comparisonSvg }, { columns, sources }] = await Promise.all([
    import('../render/export.ts'),
    columnsOf(page.columns, library, documents),
  ]);
  const look = { core, sources };
  const link = linkTo(page);
  const forms: readonly Form[] = [
    { label: vscode.l10n.t('Markdown table'), open: () => ({ language: 'markdown', content: comparisonMarkdown(columns, page.order, look) }) },
    { label: vscode.l10n.t('SVG picture'), open: () => ({ language: 'xml', content: comparisonSvg(columns, look) }) },
  ];
  const copy: readonly Form[] = link === undefined ? [] : [{ label: vscode.l10n.t('Copy link'), description: link }];
  const chosen = await vscode.window.showQuickPick([...forms, ...copy], { title: vscode.l10n.t('Export the comparison') });
  if (chosen?.open) await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(chosen.open()));
  else if (chosen && link) await vscode.env.clipboard.writeText(link);
}
