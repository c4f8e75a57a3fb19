import type { Page } from '../protocol/messages.ts';
import { type Area, coefficientOf, countOf, linesOf, MOST, totalOf, type Units, written } from './scale.ts';

type ScalePage = Extract<Page, { kind: 'scale' }>;

const AREA: Area = { left: 8, top: 24, width: 314, height: 140 };
const START = 100;

/**
 * Brings the scale explorer to life: the inputs decide, charts, tables and the spoken sentence follow.
 * @param page the count and the numbers the reader had set
 * @param changed called with what they have set now, to be kept
 */
export function mountScale(content: HTMLElement, page: ScalePage, lang: string, changed: (page: ScalePage) => void): void {
  const range = content.querySelector<HTMLInputElement>('#count-range');
  const number = content.querySelector<HTMLInputElement>('#count');
  const fields = [...content.querySelectorAll<HTMLInputElement>('.coefficient input')];
  if (!range || !number) return;
  let count = page.n ?? START;
  let pending: ReturnType<typeof setTimeout> | undefined;
  for (const field of fields) {
    const set = page.values?.[keyOf(field)];
    if (set !== undefined) field.value = set === null ? '' : String(set);
  }
  const draw = () => {
    for (const section of content.querySelectorAll<HTMLElement>('.measure')) drawMeasure(section, count, lang);
    // One sentence when the reader pauses, not one a step of the slider.
    clearTimeout(pending);
    pending = setTimeout(() => say(content, count, lang), 400);
  };
  const update = () => {
    range.value = String(count);
    draw();
    changed({ kind: 'scale', n: count, values: valuesOf(fields) });
  };
  range.addEventListener('input', () => {
    count = countOf(range.value, count);
    number.value = String(count);
    update();
  });
  number.addEventListener('input', () => {
    count = countOf(number.value, count);
    update();
  });
  // What is out of range is corrected when the reader leaves, not while they type.
  number.addEventListener('change', () => {
    number.value = String(count);
  });
  for (const field of fields) field.addEventListener('input', update);
  content.querySelector('#scale-reset')?.addEventListener('click', () => {
    for (const field of fields) field.value = field.dataset.default ?? '';
    count = START;
    number.value = String(count);
    update();
  });
  content.querySelector('#scale-mine')?.addEventListener('click', () => {
    for (const field of fields) field.value = field.dataset.mine ?? field.value;
    update();
  });
  range.value = number.value = String(count);
  draw();
  say(content, count, lang);
}

/** Only what differs from the sourced numbers is kept. */
function valuesOf(fields: readonly HTMLInputElement[]): Record<string, number | null> {
  const changed = fields.filter(({ value, dataset }) => value !== dataset.default);
  return Object.fromEntries(changed.map((field) => [keyOf(field), coefficientOf(field.value) ?? null]));
}

function keyOf(field: HTMLInputElement): string {
  return field.id.replace('each-', '');
}

function drawMeasure(section: HTMLElement, count: number, lang: string): void {
  const each = eachOf(section);
  const units = unitsOf(section);
  for (const row of section.querySelectorAll<HTMLElement>('tbody tr')) {
    const n = Number(row.dataset.count) || count;
    const label = row.querySelector('.n');
    if (label) label.textContent = n.toLocaleString(lang);
    for (const [index, cell] of [...row.querySelectorAll('td')].entries()) {
      const total = totalOf(each[index], n);
      cell.textContent = total === undefined ? (section.dataset.none ?? '') : written(total, units, lang);
    }
  }
  const svg = section.querySelector('.growth svg');
  if (svg) svg.innerHTML = chart(each, count, units, lang);
}

/** Only numbers of ours and escaped units come into the picture. */
function chart(each: readonly (number | undefined)[], count: number, units: Units, lang: string): string {
  const { left, top, width, height } = AREA;
  const bottom = top + height;
  const x = left + ((count - 1) / (MOST - 1)) * width;
  const most = Math.max(0, ...each.map((value) => totalOf(value, MOST) ?? 0));
  const text = (at: number, y: number, anchor: string, label: string) => `<text x="${at}" y="${y}" text-anchor="${anchor}">${label}</text>`;
  const lines = linesOf(each, count, AREA).map((line, index) =>
    line
      ? `<g class="line-${index}"><line x1="${line.from.x}" y1="${line.from.y}" x2="${line.to.x}" y2="${line.to.y}"/>${marker(index, line.at.x, line.at.y)}</g>`
      : '',
  );
  return (
    `<path class="axis" d="M${left} ${top}V${bottom}H${left + width}"/><line class="guide" x1="${x}" y1="${top}" x2="${x}" y2="${bottom}"/>${lines.join('')}` +
    `${most > 0 ? text(left, top - 8, 'start', escape(written(most, units, lang))) : ''}${text(left, bottom + 16, 'start', 'N = 1')}${text(left + width, bottom + 16, 'end', MOST.toLocaleString(lang))}`
  );
}

/** A shape of its own for each line, since colour alone says nothing to some. */
function marker(index: number, x: number, y: number): string {
  if (index === 0) return `<circle cx="${x}" cy="${y}" r="4.5"/>`;
  return index === 1 ? `<rect x="${x - 4.5}" y="${y - 4.5}" width="9" height="9" class="hollow"/>` : `<path d="M${x} ${y - 7}l7 12h-14z" class="hollow"/>`;
}

function say(content: HTMLElement, count: number, lang: string): void {
  const said = content.querySelector<HTMLElement>('#scale-said');
  if (!said) return;
  const parts = [...content.querySelectorAll<HTMLElement>('.measure')].map((section) => {
    const totals = eachOf(section).map((value) => {
      const total = totalOf(value, count);
      return total === undefined ? (section.dataset.none ?? '') : written(total, unitsOf(section), lang);
    });
    return `${section.dataset.name}: ${totals.join(' / ')}`;
  });
  said.textContent = (said.dataset.template ?? '').replace('{0}', count.toLocaleString(lang)).replace('{1}', () => parts.join(lang === 'ja' ? '、' : '; '));
}

function eachOf(section: HTMLElement): (number | undefined)[] {
  return [...section.querySelectorAll<HTMLInputElement>('.coefficient input')].map(({ value }) => coefficientOf(value));
}

function unitsOf({ dataset }: HTMLElement): Units {
  const { unit = '', larger, factor } = dataset;
  return larger === undefined ? { unit } : { unit, larger, factor: Number(factor) };
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
