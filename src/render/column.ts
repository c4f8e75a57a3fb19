import type { Technology } from '../model/knowledge.ts';
import type { IsolationMap, MapRow } from '../model/note.ts';
import { type BoundaryId, LAYERS, type LayerId } from '../model/vocabulary.ts';
import type { Column } from './stack.ts';

/** A column of a comparison: a technology as it is, or one workload of a file. */
export interface Compared {
  readonly name: string;
  readonly technology: Technology;
  readonly rows: readonly MapRow[];
  /** Where the workload stands in its file; absent for a technology. */
  readonly range?: { readonly start: number; readonly end: number };
}

export function technologyColumn(technology: Technology): Compared {
  const rows = LAYERS.map((layer): MapRow => {
    const cell = technology.cells[layer];
    return { layer, cell, decidedBy: cell.setBy.length ? 'start' : 'technology', reasons: [] };
  });
  return { name: technology.name, technology, rows };
}

/** @param name what the file's workload is called on the page */
export function workloadColumn(name: string, technology: Technology, { rows, range }: IsolationMap): Compared {
  return { name, technology, rows, range };
}

export function rowOf(column: Compared, layer: LayerId): MapRow {
  const row = column.rows.find((each) => each.layer === layer);
  if (!row) throw new Error(`${column.name} has no row ${layer}`);
  return row;
}

/** A column of the stack diagram. */
export function stackColumn({ name, rows }: Pick<Compared, 'name' | 'rows'>): Column {
  return { name, boundaries: Object.fromEntries(rows.map((row) => [row.layer, row.cell.boundary])) as Record<LayerId, BoundaryId> };
}
