import * as vscode from 'vscode';
import { noteAt } from '../annotate/annotate.ts';
import type { HoverAnswer } from '../model/note.ts';
import { HOVER_COMMANDS, renderHover } from '../render/hover.ts';
import type { Documents } from './documents.ts';

/** Answers hovers from the notes; silent wherever there is nothing specific to say. */
export class HoverProvider implements vscode.HoverProvider {
  readonly #documents: Documents;

  constructor(documents: Documents) {
    this.#documents = documents;
  }

  async provideHover(document: vscode.TextDocument, position: vscode.Position, token: vscode.CancellationToken): Promise<vscode.Hover | undefined> {
    const analysis = await this.#documents.analyse(document);
    if (!analysis || token.isCancellationRequested) return undefined;
    const answer = noteAt(analysis.file, analysis.annotator, document.offsetAt(position), analysis.technology);
    if (!answer) return undefined;
    const family = analysis.format.familyOf(answer.element);
    if (!vscode.workspace.getConfiguration('virtlens.hover', document).get(family, true)) return undefined;
    const range = new vscode.Range(document.positionAt(answer.range.start), document.positionAt(answer.range.end));
    const markdown = new vscode.MarkdownString(renderHover(answer, settingOf(answer, document), document.uri.toString(), analysis.core, analysis.notes), true);
    markdown.isTrusted = { enabledCommands: HOVER_COMMANDS };
    return new vscode.Hover(markdown, range);
  }
}

/** The text that a hover is about: what is hovered, or the whole setting where one word opens several layers and its parts are hovered each. */
function settingOf({ element: { parent, range }, range: hovered }: HoverAnswer, document: vscode.TextDocument): string {
  const { start, end } = parent?.range.start === range.start && parent.range.end === range.end ? range : hovered;
  return document.getText(new vscode.Range(document.positionAt(start), document.positionAt(end)));
}
