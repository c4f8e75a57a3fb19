import type { Boundary, Cell, Core, Source } from '../model/knowledge.ts';
import type { BoundaryId } from '../model/vocabulary.ts';
import { escapeHtml, textToHtml } from './escape.ts';

/** Everything rendered pages look up. */
export interface Lookups {
  readonly core: Core;
  readonly sources: Readonly<Record<string, Source>>;
}

export function boundaryOf(core: Core, id: BoundaryId): Boundary {
  const found = core.boundaries.find((boundary) => boundary.id === id);
  if (!found) throw new Error(`no boundary ${id}`);
  return found;
}

/** A boundary's sign: its colour, its shape, and its name for everyone. */
export function sign(core: Core, id: BoundaryId): string {
  const { glyph, name } = boundaryOf(core, id);
  return `<span class="sign b-${id}"><span class="glyph" aria-hidden="true">${glyph}</span> ${escapeHtml(name)}</span>`;
}

/** A cell that opens to its reason and sources. */
export function cellHtml(cell: Cell, { core, sources }: Lookups): string {
  const { boundary } = cell;
  const setBy = cell.setBy.length
    ? `<p>${escapeHtml(core.words.setBy ?? '')} ${cell.setBy.map((each) => `<code>${escapeHtml(each)}</code>`).join(', ')}</p>`
    : '';
  return (
    `<details class="cell b-${boundary}"><summary>${sign(core, boundary)}${cell.mechanism ? `<span class="mechanism">${escapeHtml(cell.mechanism)}</span>` : ''}</summary>` +
    `<div class="reason"><p>${textToHtml(cell.note)}</p>${setBy}<p class="cited">${sourceLinks(cell.sources, { core, sources })}</p></div></details>`
  );
}

export function sourceLinks(ids: readonly string[], { core, sources }: Lookups): string {
  const links = ids.flatMap((id) => sources[id] ?? []).map((source) => `<a href="${escapeHtml(source.url)}">${escapeHtml(source.title)}</a>`);
  return `${escapeHtml(core.words.source ?? '')}: ${links.join(', ')}`;
}
