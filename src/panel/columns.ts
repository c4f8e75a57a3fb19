import * as vscode from 'vscode';
import { isolationMaps } from '../annotate/map.ts';
import type { Documents } from '../editor/documents.ts';
import type { Library } from '../editor/library.ts';
import type { Source } from '../model/knowledge.ts';
import type { IsolationMap } from '../model/note.ts';
import type { ColumnRef } from '../protocol/messages.ts';
import { type Compared, technologyColumn, workloadColumn } from '../render/column.ts';
import { oneLine } from '../render/text.ts';

/** A workload of an open file that a comparison can have as a column. */
export interface FoundWorkload {
  readonly ref: Exclude<ColumnRef, string>;
  readonly file: string;
  readonly technology: string;
}

/** The columns a page asks for, with the sources of what they say. A file or workload that is gone is left out. */
export async function columnsOf(
  refs: readonly ColumnRef[],
  library: Library,
  documents: Documents,
): Promise<{ columns: Compared[]; refs: ColumnRef[]; sources: Record<string, Source> }> {
  const { technologies, sources } = await library.knowledge.technologies();
  const found: { columns: Compared[]; refs: ColumnRef[]; sources: Record<string, Source> } = { columns: [], refs: [], sources: { ...sources } };
  for (const ref of refs) {
    let column: Compared | undefined;
    if (typeof ref === 'string') {
      const technology = technologies.find(({ id }) => id === ref);
      column = technology && technologyColumn(technology);
    } else {
      const document = await openDocument(ref.uri);
      const maps = document && (await mapsOf(document, library, documents));
      const map = maps?.maps.find(({ workload }) => workload === ref.workload);
      const technology = technologies.find(({ id }) => id === map?.technology);
      Object.assign(found.sources, maps?.sources);
      column = map && technology && workloadColumn(`${oneLine(map.workload, 30)} (${oneLine(nameOf(ref.uri), 30)})`, technology, map);
    }
    if (column) {
      found.columns.push(column);
      found.refs.push(ref);
    }
  }
  return found;
}

/** The workloads of all open files that VirtLens knows, the visible ones first. */
export async function openWorkloads(library: Library, documents: Documents): Promise<FoundWorkload[]> {
  const core = await library.knowledge.core();
  const visible = vscode.window.visibleTextEditors.map(({ document }) => document);
  const open = [...new Set([...visible, ...vscode.workspace.textDocuments])].filter(({ isClosed }) => !isClosed);
  const found = await Promise.all(
    open.map(async (document) => {
      const maps = (await mapsOf(document, library, documents))?.maps ?? [];
      return maps.map(({ workload, technology }): FoundWorkload => {
        const uri = document.uri.toString();
        return { ref: { uri, workload }, file: nameOf(uri), technology: core.technologies.find(({ id }) => id === technology)?.name ?? technology };
      });
    }),
  );
  return found.flat();
}

async function mapsOf(
  document: vscode.TextDocument,
  library: Library,
  documents: Documents,
): Promise<{ maps: IsolationMap[]; sources: Readonly<Record<string, Source>> } | undefined> {
  const analysis = await documents.analyse(document);
  if (!analysis) return undefined;
  const { technologies } = await library.knowledge.technologies();
  return { maps: isolationMaps(analysis.file, analysis.annotator, technologies, analysis.format.technology), sources: analysis.notes.sources };
}

/** @returns undefined when the file cannot be read any more */
export async function openDocument(uri: string): Promise<vscode.TextDocument | undefined> {
  // An untitled document that is not open any more would be made anew, and empty.
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
  if (open || uri.startsWith('untitled:')) return open;
  try {
    return await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  } catch {
    return undefined;
  }
}

function nameOf(uri: string): string {
  return vscode.Uri.parse(uri).path.split('/').at(-1) ?? '';
}
