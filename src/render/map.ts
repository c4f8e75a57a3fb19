import type { IsolationMap, MapRow } from '../model/note.ts';
import { cellHtml, type Lookups, reasonsHtml } from './cell.ts';
import { stackColumn } from './column.ts';
import { escapeHtml } from './escape.ts';
import { stackSvg } from './stack.ts';
import { oneLine } from './text.ts';

/** More workloads than anyone reads are left out; the last ones are what is built. */
const SHOWN = 20;

/** The isolation map page of a file: for each workload its stack, and who decides each layer. The file's own words are text. */
export function renderMaps(fileName: string, maps: readonly IsolationMap[], look: Lookups): string {
  const { core } = look;
  const word = (key: string) => escapeHtml(core.words[key] ?? key);
  const heading = `<h1 tabindex="-1">${word('map')}: <code>${escapeHtml(oneLine(fileName))}</code></h1>`;
  if (maps.length === 0) return `${heading}<p>${word('mapEmpty')}</p>`;
  const columns = maps.slice(-3).map((map) => stackColumn({ name: oneLine(map.workload, 20), rows: map.rows }));
  return (
    `${heading}<p>${word('mapIntro')}</p><p><a href="#quiz" data-action="quiz">${word('askMe')}</a></p><figure>${stackSvg(columns, core)}<figcaption>${word('stackCaption')}</figcaption></figure>` +
    // What the file is for comes first.
    [...maps.slice(-SHOWN)]
      .sort((a, b) => Number(b.final) - Number(a.final))
      .map((map, index) => section(map, index, look))
      .join('')
  );
}

function section(map: IsolationMap, index: number, look: Lookups): string {
  const { core } = look;
  const word = (key: string) => escapeHtml(core.words[key] ?? key);
  const technology = core.technologies.find((each) => each.id === map.technology)?.name ?? map.technology;
  return (
    `<section><h2><button type="button" class="link" data-reveal="${map.range.start},${map.range.end}"><code>${escapeHtml(oneLine(map.workload))}</code></button> ${escapeHtml(technology)}${map.final ? ` <span class="badge">${word('finalStage')}</span>` : ''}</h2>` +
    `<div class="scroll" tabindex="0" role="region" aria-label="${word('map')} ${index + 1}: ${escapeHtml(oneLine(map.workload))}"><table class="layers columns-2"><thead><tr><th scope="col">${word('layer')}</th><th scope="col">${word('boundary')}</th><th scope="col">${word('decidedBy')}</th></tr></thead><tbody>` +
    `${map.rows.map((row) => rowHtml(row, look)).join('')}</tbody></table></div></section>`
  );
}

function rowHtml(row: MapRow, look: Lookups): string {
  const layer = look.core.layers.find((each) => each.id === row.layer);
  return `<tr><th scope="row">${escapeHtml(layer?.name ?? row.layer)}</th><td>${cellHtml(row.cell, look)}</td><td>${decided(row, look)}</td></tr>`;
}

function decided({ decidedBy, reasons, cell }: MapRow, look: Lookups): string {
  const { core } = look;
  const words = (key: string) => escapeHtml(core.words[key] ?? key);
  const knobs = cell.setBy.length ? `${words('decidedBy.start')}: ${cell.setBy.map((each) => `<code>${escapeHtml(each)}</code>`).join(', ')}` : '';
  const who = decidedBy === 'start' ? knobs : words(`decidedBy.${decidedBy}`);
  const list = reasonsHtml(reasons, look);
  return `<p class="later">${who}</p>${list}${decidedBy === 'file' && knobs ? `<p class="later">${knobs}</p>` : ''}`;
}
