import type { Layer } from '../model/knowledge.ts';
import { boundaryOf, cellHtml, lineHtml, type Lookups, sourceLinks } from './cell.ts';
import { type Compared, rowOf, stackColumn } from './column.ts';
import { escapeHtml, textToHtml } from './escape.ts';
import { kernelsSvg } from './kernels.ts';
import { stackSvg } from './stack.ts';
import { oneLine } from './text.ts';

/** In which order the layers stand: what differs first, from the program down to the hardware, or by the first column's answers. */
export const ORDERS = ['differences', 'layers', 'answers'] as const;
export type Order = (typeof ORDERS)[number];

/** The comparison page: whose kernel, stack diagram, layer table, facts. `columns` are two to four. */
export function renderComparison(columns: readonly Compared[], order: Order, look: Lookups): string {
  const { core } = look;
  const word = (key: string) => escapeHtml(core.words[key] ?? key);
  const orders = ORDERS.map(
    (each) =>
      `<button type="button" id="order-${each}" data-action="order" data-order="${each}" aria-pressed="${each === order}">${word(`order.${each}`)}</button>`,
  );
  return (
    `<h1 tabindex="-1">${columns.map(({ name }) => escapeHtml(name)).join(' <span class="versus" aria-hidden="true">·</span> ')}</h1>` +
    `<div class="toolbar"><button type="button" id="pick" data-action="pick">${word('pick')}</button>` +
    `<span role="group" aria-label="${word('order')}">${orders.join('')}</span>` +
    `<button type="button" id="reasons" data-action="reasons" aria-pressed="false">${word('allReasons')}</button>` +
    `<button type="button" id="export" data-action="export">${word('export')}</button></div>` +
    (isUnchanged(columns, look) ? `<p role="status" class="status">${word('nothingChanges')}</p>` : '') +
    `<h2>${word('kernels')}</h2><figure>${kernelsSvg(columns, core)}<figcaption>${word('kernelsCaption')}</figcaption></figure>` +
    `<figure>${stackSvg(columns.map(stackColumn), core)}<figcaption>${word('stackCaption')}</figcaption></figure>` +
    layerTable(columns, order, look) +
    facts(columns, look)
  );
}

/** Whether a file's workload is compared with itself, changed, and the change makes no difference. */
function isUnchanged(columns: readonly Compared[], look: Lookups): boolean {
  return columns.some(({ isChanged }) => isChanged) && groupsOf(columns, 'differences', look).every(([, layers], index) => index > 0 || layers.length === 0);
}

/** The table of layers, as it also stands in topics. */
export function layerTable(columns: readonly Compared[], order: Order, look: Lookups): string {
  const word = (key: string) => escapeHtml(look.core.words[key] ?? key);
  const body = groupsOf(columns, order, look)
    .filter(([, layers]) => layers.length)
    .map(
      ([title, layers]) =>
        `<tbody><tr class="group"><th colspan="${columns.length + 1}" scope="rowgroup">${escapeHtml(title)}</th></tr>${layers.map((layer) => row(layer, columns, look)).join('')}</tbody>`,
    );
  return (
    `<div class="scroll" tabindex="0" role="region" aria-label="${word('layerTable')}"><table class="layers columns-${columns.length}">` +
    `<thead><tr><th scope="col">${word('layer')}</th>${columns.map((column, index) => head(column, index)).join('')}</tr></thead>${body.join('')}</table></div>`
  );
}

/** The layers under their headings, in the order asked for. */
export function groupsOf(columns: readonly Compared[], order: Order, { core }: Lookups): [string, readonly Layer[]][] {
  const answer = (column: Compared, layer: Layer) => boundaryOf(core, rowOf(column, layer.id).cell.boundary);
  const by = (keys: readonly string[], keyOf: (layer: Layer) => string): [string, readonly Layer[]][] =>
    [...new Set(keys)].map((key) => [core.words[key] ?? key, core.layers.filter((layer) => keyOf(layer) === key)]);
  if (order === 'layers')
    return by(
      core.layers.map((layer) => `group.${layer.group}`),
      (layer) => `group.${layer.group}`,
    );
  if (order === 'differences') {
    // Two workloads of one technology give answers of the same kind: what their files make of it is the difference.
    const alike = new Set(columns.map(({ technology }) => technology.id)).size === 1;
    const said = (column: Compared, layer: Layer) => {
      const { cell, reasons } = rowOf(column, layer.id);
      return JSON.stringify([cell.boundary, cell.note, reasons.map(({ note }) => note.text)]);
    };
    const keyOf = (column: Compared, layer: Layer) => (alike ? said(column, layer) : answer(column, layer).class);
    return by(['different', 'same'], (layer) => (new Set(columns.map((column) => keyOf(column, layer))).size > 1 ? 'different' : 'same'));
  }
  const [first] = columns;
  const name = (layer: Layer) => (first ? `${first.name}: ${answer(first, layer).name}` : '');
  const order_ = first ? core.boundaries.flatMap((boundary) => core.layers.filter((layer) => answer(first, layer) === boundary).map(name)) : [];
  return by(order_, name);
}

function head({ name, range }: Compared, index: number): string {
  const text = escapeHtml(name);
  return `<th scope="col">${range ? `<button type="button" class="link" data-reveal="${range.start},${range.end}" data-column="${index}">${text}</button>` : text}</th>`;
}

function row(layer: Layer, columns: readonly Compared[], look: Lookups): string {
  const cells = columns.map((column, index) => {
    const { cell, reasons } = rowOf(column, layer.id);
    const lines = reasons.map(({ element }) => `<li>${lineHtml(element, index)}</li>`);
    return `<td>${cellHtml(cell, look)}${lines.length ? `<ul class="lines">${lines.join('')}</ul>` : ''}</td>`;
  });
  return `<tr data-layer="${layer.id}"><th scope="row">${escapeHtml(layer.name)}<span class="asks">${escapeHtml(layer.asks)}</span></th>${cells.join('')}</tr>`;
}

function facts(columns: readonly Compared[], look: Lookups): string {
  const word = (key: string) => escapeHtml(look.core.words[key] ?? key);
  const technologies = columns.map(({ technology }) => technology);
  const line = (key: string, of: (technology: (typeof technologies)[number]) => string) =>
    `<tr><th scope="row">${word(key)}</th>${technologies.map((technology) => `<td>${of(technology)}</td>`).join('')}</tr>`;
  return (
    `<h2>${word('facts')}</h2><div class="scroll" tabindex="0" role="region" aria-label="${word('facts')}"><table class="facts columns-${columns.length}">` +
    `<thead><tr><td></td>${technologies.map(({ name }) => `<th scope="col">${escapeHtml(oneLine(name))}</th>`).join('')}</tr></thead><tbody>` +
    line('summary', ({ summary }) => textToHtml(summary)) +
    line('uname', ({ uname }) => textToHtml(uname)) +
    line('runsOn', ({ host }) => textToHtml(host)) +
    line('guests', ({ guests }) => textToHtml(guests)) +
    line('since', ({ since }) => escapeHtml(since)) +
    line('status', ({ status }) => textToHtml(status)) +
    line('sources', ({ sources }) => sourceLinks(sources, look, '<br>')) +
    '</tbody></table></div>'
  );
}
