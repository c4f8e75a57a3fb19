import type { Layer, Source, Technology } from '../model/knowledge.ts';
import { LAYERS, type BoundaryId, type LayerId } from '../model/vocabulary.ts';
import { boundaryOf, cellHtml, type Lookups } from './cell.ts';
import { escapeHtml, textToHtml } from './escape.ts';
import { type Column, stackSvg } from './stack.ts';

/** A technology as a column of the stack diagram. */
export function columnOf(technology: Technology): Column {
  return {
    name: technology.name,
    boundaries: Object.fromEntries(LAYERS.map((layer) => [layer, technology.cells[layer].boundary])) as Record<LayerId, BoundaryId>,
  };
}

/** The comparison page: stack diagram, layer table, facts. `technologies` are its two to four columns. */
export function renderComparison(technologies: readonly Technology[], differencesFirst: boolean, look: Lookups): string {
  const { core } = look;
  const word = (key: string) => escapeHtml(core.words[key] ?? key);
  const names = technologies.map((technology) => escapeHtml(technology.name));
  return (
    `<h1 tabindex="-1">${names.join(' <span class="versus" aria-hidden="true">·</span> ')}</h1>` +
    `<div class="toolbar"><button type="button" id="pick" data-action="pick">${word('pick')}</button>` +
    `<button type="button" id="differences" data-action="differences" aria-pressed="${differencesFirst}">${word('differencesFirst')}</button>` +
    `<button type="button" id="reasons" data-action="reasons" aria-pressed="false">${word('allReasons')}</button></div>` +
    `<figure>${stackSvg(technologies.map(columnOf), core)}<figcaption>${word('stackCaption')}</figcaption></figure>` +
    layerTable(technologies, differencesFirst, look) +
    facts(technologies, look)
  );
}

/** The table of layers, as it also stands in topics. */
export function layerTable(technologies: readonly Technology[], differencesFirst: boolean, look: Lookups): string {
  const { core } = look;
  const word = (key: string) => escapeHtml(core.words[key] ?? key);
  const differs = (layer: Layer) => new Set(technologies.map((technology) => boundaryOf(core, technology.cells[layer.id].boundary).class)).size > 1;
  const groups: [string, readonly Layer[]][] = differencesFirst
    ? [
        ['different', core.layers.filter(differs)],
        ['same', core.layers.filter((layer) => !differs(layer))],
      ]
    : [...new Set(core.layers.map((layer) => layer.group))].map((group) => [`group.${group}`, core.layers.filter((layer) => layer.group === group)]);
  const body = groups
    .filter(([, layers]) => layers.length)
    .map(
      ([key, layers]) =>
        `<tbody><tr class="group"><th colspan="${technologies.length + 1}" scope="rowgroup">${word(key)}</th></tr>${layers.map((layer) => row(layer, technologies, look)).join('')}</tbody>`,
    );
  return (
    `<div class="scroll" tabindex="0" role="region" aria-label="${word('layerTable')}"><table class="layers columns-${technologies.length}">` +
    `<thead><tr><th scope="col">${word('layer')}</th>${technologies.map((technology) => `<th scope="col">${escapeHtml(technology.name)}</th>`).join('')}</tr></thead>${body.join('')}</table></div>`
  );
}

function row(layer: Layer, technologies: readonly Technology[], look: Lookups): string {
  const cells = technologies.map((technology) => `<td>${cellHtml(technology.cells[layer.id], look)}</td>`);
  return `<tr><th scope="row">${escapeHtml(layer.name)}<span class="asks">${escapeHtml(layer.asks)}</span></th>${cells.join('')}</tr>`;
}

function facts(technologies: readonly Technology[], look: Lookups): string {
  const word = (key: string) => escapeHtml(look.core.words[key] ?? key);
  const line = (key: string, of: (technology: Technology) => string) =>
    `<tr><th scope="row">${word(key)}</th>${technologies.map((technology) => `<td>${of(technology)}</td>`).join('')}</tr>`;
  return (
    `<h2>${word('facts')}</h2><div class="scroll" tabindex="0" role="region" aria-label="${word('facts')}"><table class="facts columns-${technologies.length}">` +
    `<thead><tr><td></td>${technologies.map((technology) => `<th scope="col">${escapeHtml(technology.name)}</th>`).join('')}</tr></thead><tbody>` +
    line('summary', (technology) => textToHtml(technology.summary)) +
    line('uname', (technology) => textToHtml(technology.uname)) +
    line('runsOn', (technology) => textToHtml(technology.host)) +
    line('guests', (technology) => textToHtml(technology.guests)) +
    line('since', (technology) => escapeHtml(technology.since)) +
    line('status', (technology) => textToHtml(technology.status)) +
    line('sources', (technology) => sourceList(technology.sources, look.sources)) +
    '</tbody></table></div>'
  );
}

function sourceList(ids: readonly string[], sources: Readonly<Record<string, Source>>): string {
  return ids
    .flatMap((id) => sources[id] ?? [])
    .map((source) => `<a href="${escapeHtml(source.url)}">${escapeHtml(source.title)}</a>`)
    .join('<br>');
}
