import type { Element } from '../model/element.ts';
import type { Boundary, Cell, Core, Source } from '../model/knowledge.ts';
import type { MapRow } from '../model/note.ts';
import type { BoundaryId } from '../model/vocabulary.ts';
import { escapeHtml, textToHtml } from './escape.ts';
import { oneLine } from './text.ts';

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
    `<div class="reason"><p>${textToHtml(cell.note)}</p>${setBy}<p class="cited">${escapeHtml(core.words.source ?? '')}: ${sourceLinks(cell.sources, { sources })}</p></div></details>`
  );
}

export function sourceLinks(ids: readonly string[], { sources }: Pick<Lookups, 'sources'>, separator = ', '): string {
  return ids
    .flatMap((id) => sources[id] ?? [])
    .map((source) => `<a href="${escapeHtml(source.url)}">${escapeHtml(source.title)}</a>`)
    .join(separator);
}

/** What a file's lines say of a layer, each a way to its line. */
export function reasonsHtml(reasons: MapRow['reasons'], { core }: Lookups): string {
  const items = reasons.map(({ element, note }) => `<li>${lineHtml(element, 0)} ${sign(core, note.boundary)}<p>${textToHtml(note.text)}</p></li>`);
  return items.length ? `<ul>${items.join('')}</ul>` : '';
}

/** A line of the reader's file as a way there. @param column which column of the page the file is */
export function lineHtml({ name, value, hoverRange }: Element, column: number): string {
  // The items of a list have numbers for names, which stand nowhere in the file.
  const words = oneLine(/^\d+$/.test(name) ? value : `${name} ${value}`, 40);
  return `<button type="button" class="link" data-reveal="${hoverRange.start},${hoverRange.end}" data-column="${column}"><code>${escapeHtml(words)}</code></button>`;
}
