import * as vscode from 'vscode';
import { noteAt } from '../annotate/annotate.ts';
import type { Documents } from './documents.ts';

/** Not a change to the file, so of no kind that "fix all" or "refactor" would take. */
const KIND = vscode.CodeActionKind.Empty.append('virtlens.whatIf');

/** Offers "What changes if…" on settings that decide something of the isolation map. */
export class WhatIfActions implements vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = { providedCodeActionKinds: [KIND] };
  readonly #documents: Documents;

  constructor(documents: Documents) {
    this.#documents = documents;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    if (context.only && !context.only.contains(KIND)) return [];
    const analysis = await this.#documents.analyse(document);
    if (!analysis || token.isCancellationRequested) return [];
    const offset = document.offsetAt(range.start);
    const answer = noteAt(analysis.file, analysis.annotator, offset, analysis.technology);
    if (!answer?.note.map) return [];
    const action = new vscode.CodeAction(vscode.l10n.t('What changes if… (VirtLens)'), KIND);
    action.command = { command: 'virtlens.whatIf', title: action.title, arguments: [document.uri, offset] };
    return [action];
  }
}
