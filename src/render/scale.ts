import type { Mine } from '../lab/mine.ts';
import type { Coefficient, Measure, Scale } from '../model/knowledge.ts';
import { type Lookups, sourceLinks } from './cell.ts';
import { escapeHtml, textToHtml } from './escape.ts';

/** The counts that every table shows; the reader's own is a row below them. */
const COUNTS = [1, 10, 100, 1000];

/**
 * The scale explorer, without its results: the numbers to multiply, each with its source, and empty charts and tables.
 * The page's script multiplies, draws and fills them (`src/page/scale-view.ts`).
 * @param mine what the lab has measured on this machine: offered beside the sourced numbers, never in their place unasked
 */
export function renderScale(scale: Scale, mine: readonly Mine[], look: Lookups): string {
  const word = (key: string) => escapeHtml(look.core.words[key] ?? key);
  const omits = scale.omits.map(({ text, sources }) => `<li>${textToHtml(text)} <span class="cited">${sourceLinks(sources, look)}</span></li>`);
  return (
    `<h1 tabindex="-1">${word('scale')}</h1><p class="lead">${word('scaleIntro')}</p>` +
    `<div class="count"><label for="count-range">${word('scale.count')}</label><input type="range" id="count-range" min="1" max="1000" value="100">` +
    `<input type="number" id="count" min="1" max="1000" step="1" value="100" aria-label="${word('scale.count')}">` +
    `<span class="toolbar"><button type="button" id="scale-reset">${word('scale.reset')}</button>` +
    `${mine.length ? `<button type="button" id="scale-mine">${word('scale.mine')}</button>` : `<button type="button" data-page="lab">${word('scale.measure')}</button>`}</span></div>` +
    `<p id="scale-said" role="status" aria-live="polite" data-template="${word('scale.said')}"></p>` +
    scale.measures.map((measure) => measureHtml(measure, scale, mine, look)).join('') +
    `<h2>${word('scale.omits')}</h2><p class="lead">${word('scaleOmits')}</p><ul class="lead">${omits.join('')}</ul>`
  );
}

function measureHtml(measure: Measure, { kinds }: Scale, mine: readonly Mine[], look: Lookups): string {
  const word = (key: string) => escapeHtml(look.core.words[key] ?? key);
  const { id, name, unit, larger, coefficients } = measure;
  const title = `${escapeHtml(name)}${unit ? ` <span class="versus">(${escapeHtml(unit)})</span>` : ''}`;
  const fields = coefficients.map((each, index) => {
    const own = mine.find((one) => one.measure === measure.id && one.kind === each.kind);
    return field(each, index, kinds[index]?.name ?? each.kind, measure, own, look);
  });
  const cells = kinds.map((kind) => `<td data-kind="${kind.id}"></td>`).join('');
  const rows = [...COUNTS, undefined].map(
    (count) =>
      `<tr data-count="${count ?? ''}"${count ? '' : ' class="chosen"'}><th scope="row">N = <span class="n">${count?.toLocaleString('en') ?? ''}</span>${count ? '' : ` <span class="asks">${word('scale.chosen')}</span>`}</th>${cells}</tr>`,
  );
  return (
    `<section class="measure" data-measure="${id}" data-name="${escapeHtml(name)}" data-unit="${escapeHtml(unit)}"` +
    `${larger ? ` data-larger="${escapeHtml(larger.unit)}" data-factor="${larger.factor}"` : ''} data-none="${word('scale.none')}">` +
    `<h2>${title}</h2><div class="coefficients">${fields.join('')}</div>` +
    // The table beside it says the same in numbers.
    `<div class="result"><figure class="growth"><svg viewBox="0 0 340 190" aria-hidden="true"></svg></figure>` +
    `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(name)}"><table><caption>${word('scale.table')}</caption><thead><tr><td></td>${kinds
      .map((kind) => `<th scope="col">${escapeHtml(kind.name)}</th>`)
      .join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div></div></section>`
  );
}

function field(coefficient: Coefficient, index: number, name: string, { id: measure, unit }: Measure, own: Mine | undefined, look: Lookups): string {
  const word = (key: string) => escapeHtml(look.core.words[key] ?? key);
  const { kind, value, label, year, hardware, caveat, missing, sources } = coefficient;
  const id = `each-${measure}-${kind}`;
  const said =
    value === undefined
      ? `<strong>${word('scale.missing')}</strong> ${textToHtml(missing)}`
      : `<strong>${textToHtml(label)}</strong> · ${word('figure.year')}: ${escapeHtml(year)} · ${word('figure.hardware')}: ${escapeHtml(hardware)}<br>${textToHtml(caveat)}`;
  const here = own
    ? `<br><strong>${word('scale.here')}</strong> ${own.value}${/^[!-~]/.test(unit) ? ' ' : ''}${escapeHtml(unit)} (${escapeHtml(own.rung)}, ${escapeHtml(own.date.slice(0, 10))})`
    : '';
  return (
    `<div class="coefficient line-${index}"><label for="${id}"><svg class="sample" viewBox="0 0 40 10" aria-hidden="true"><line x1="0" y1="5" x2="40" y2="5"/></svg> ${escapeHtml(name)}</label>` +
    `<span><input type="number" id="${id}" data-kind="${kind}" data-default="${value ?? ''}"${own ? ` data-mine="${own.value}"` : ''} value="${value ?? ''}" min="0" step="any" aria-describedby="${id}-said"> ${escapeHtml(unit)} ${word('scale.each')}</span>` +
    `<p class="cited" id="${id}-said">${said} ${word('source')}: ${sourceLinks(sources, look)}${here}</p></div>`
  );
}
