import type { Element, Range } from '../model/element.ts';
import type { Core, Technology } from '../model/knowledge.ts';
import type { IsolationMap, MapRow } from '../model/note.ts';
import { type BoundaryId, LAYERS, type LayerId } from '../model/vocabulary.ts';
import type { Column } from './stack.ts';
import { oneLine } from './text.ts';

/** A column of a comparison: a technology as it is, or one workload of a file. */
export interface Compared {
  readonly name: string;
  readonly technology: Technology;
  readonly rows: readonly MapRow[];
  /** Where the workload stands in its file; absent for a technology. */
  readonly range?: Range;
  /** Whether it is as the file would be with another value. */
  readonly isChanged?: boolean;
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

/**
 * A workload's column as it would be with another value, or without the setting.
 * @param column of the file with the change made
 * @param change the element as it is now, and where a range of the changed file lies in the file
 */
export function changedColumn(
  column: Compared,
  change: { readonly element: Element; before(range: Range): Range },
  value: string | undefined,
  core: Core,
): Compared {
  const { path, name } = change.element;
  const setting = /^\d+$/.test(name) ? (path.split('/').at(-2) ?? name) : name;
  const [words, what] =
    value === undefined ? [core.words.leftOut, oneLine(setting, 30)] : [core.words.changed, `${oneLine(setting, 30)} = ${oneLine(value, 30)}`];
  const title = (words ?? '').replace(/\{([01])\}/g, (_, place) => (place === '0' ? column.name : what));
  const moved = (element: Element): Element => ({ ...element, range: change.before(element.range), hoverRange: change.before(element.hoverRange) });
  return {
    ...column,
    name: title,
    isChanged: true,
    ...(column.range && { range: change.before(column.range) }),
    rows: column.rows.map((row) => ({ ...row, reasons: row.reasons.map(({ element, note }) => ({ element: moved(element), note })) })),
  };
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
