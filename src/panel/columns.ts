import * as vscode from 'vscode';
import { isolationMaps } from '../annotate/map.ts';
import { applyChange } from '../annotate/what-if.ts';
import type { Documents } from '../editor/documents.ts';
import type { Library } from '../editor/library.ts';
import type { Source } from '../model/knowledge.ts';
import type { ColumnRef, WorkloadRef } from '../protocol/messages.ts';
import { type Compared, changedColumn, technologyColumn, workloadColumn } from '../render/column.ts';
import { oneLine } from '../render/text.ts';

/** A workload of an open file that a comparison can have as a column. */
export interface FoundWorkload {
  readonly ref: WorkloadRef;
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
      const workload = await workloadOf(ref, library, documents);
      Object.assign(found.sources, workload?.sources);
      column = workload?.column;
    }
    if (column) {
      found.columns.push(column);
      found.refs.push(ref);
    }
  }
  return found;
}

/** A workload's column, with the sources of its notes. With a change, the file is read as if it were made; its lines lead to where they stand now. */
async function workloadOf(
  ref: WorkloadRef,
  library: Library,
  documents: Documents,
): Promise<{ column: Compared; sources: Readonly<Record<string, Source>> } | undefined> {
  const document = await openDocument(ref.uri);
  const now = document && (await documents.analyse(document));
  if (!document || !now) return undefined;
  const { technologies } = await library.knowledge.technologies();
  const changed = ref.change && applyChange(document.getText(), now.file, ref.change);
  if (ref.change && !changed) return undefined;
  const then = changed ? await documents.analyse(document, changed.text) : now;
  const maps = then && isolationMaps(then.file, then.annotator, technologies, then.format.technology);
  const before = changed ? isolationMaps(now.file, now.annotator, technologies, now.format.technology) : maps;
  // The change may be the workload's name.
  const map = maps?.find(({ workload }) => workload === ref.workload) ?? maps?.[before?.findIndex(({ workload }) => workload === ref.workload) ?? -1];
  const technology = technologies.find(({ id }) => id === map?.technology);
  if (!map || !technology) return undefined;
  const name = oneLine(map.workload, 30);
  const column = changed
    ? changedColumn(workloadColumn(name, technology, map), changed, ref.change?.value, now.core)
    : workloadColumn(`${name} (${oneLine(nameOf(ref.uri), 30)})`, technology, map);
  return { column, sources: now.notes.sources };
}

/** The workloads of all open files that VirtLens knows, the visible ones first. */
export async function openWorkloads(library: Library, documents: Documents): Promise<FoundWorkload[]> {
  const visible = vscode.window.visibleTextEditors.map(({ document }) => document);
  const open = [...new Set([...visible, ...vscode.workspace.textDocuments])].filter(({ isClosed }) => !isClosed);
  return workloadsOf(open, library, documents);
}

export async function workloadsOf(files: readonly vscode.TextDocument[], library: Library, documents: Documents): Promise<FoundWorkload[]> {
  const [core, { technologies }] = await Promise.all([library.knowledge.core(), library.knowledge.technologies()]);
  const found = await Promise.all(
    files.map(async (document) => {
      const analysis = await documents.analyse(document);
      const maps = analysis && isolationMaps(analysis.file, analysis.annotator, technologies, analysis.format.technology);
      return (maps ?? []).map(({ workload, technology }): FoundWorkload => {
        const uri = document.uri.toString();
        return { ref: { uri, workload }, file: nameOf(uri), technology: core.technologies.find(({ id }) => id === technology)?.name ?? technology };
      });
    }),
  );
  return found.flat();
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

export function nameOf(uri: string): string {
  return vscode.Uri.parse(uri).path.split('/').at(-1) ?? '';
}
