import { compare } from '../lab/compare.ts';
import { COSTS, ratiosOf, rounded } from '../lab/ratios.ts';
import { sign } from './cell.ts';
import { escapeHtml, textToHtml } from './escape.ts';
import { type MeasuredColumn, type Shown, technologyOf } from './ladder-state.ts';
import { oneLine } from './text.ts';

const SEEN = ['uname.release', 'os', 'processes'];

/** All rungs side by side, as the comparison has technologies: the same layers and signs, measured instead of taught. */
export function measuredTable(columns: readonly MeasuredColumn[], shown: Shown): string {
  const { core } = shown.look;
  const word = (key: string) => escapeHtml(core.words[key] ?? key);
  if (columns.length === 0) return '';
  const heads = columns.map(
    ({ rung, of, here }) =>
      `<th scope="col">${escapeHtml(rung.name)}<span class="asks">${here ? word('ladder.here') : `${word('ladder.elsewhen')} ${escapeHtml(of.date.slice(0, 10))}`}</span></th>`,
  );
  const line = (name: string, cells: readonly string[]) =>
    cells.some(Boolean) ? `<tr><th scope="row">${name}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>` : '';
  const group = (title: string, rows: readonly string[]) =>
    `<tbody><tr class="group"><th colspan="${columns.length + 1}" scope="rowgroup">${title}</th></tr>${rows.join('')}</tbody>`;
  const seen = SEEN.map((key) =>
    line(
      textToHtml(core.words[`fact.${key}`] ?? key),
      columns.map(({ of }) => (of.result.facts[key] === undefined ? '' : `<code>${escapeHtml(oneLine(of.result.facts[key] ?? '', 40))}</code>`)),
    ),
  );
  const ratios = columns.map(({ of }) => ratiosOf(of.result, of.host));
  const costs = COSTS.map((cost) =>
    line(
      textToHtml(core.words[`cost.${cost}`] ?? cost),
      ratios.map((all) => costCell(all.find((each) => each.cost === cost))),
    ),
  );
  const verdicts = columns.map(({ rung, of }) => compare(rung, of.host.facts, of.result.facts, shown.lab.measures, technologyOf(rung, of.machine.root, shown)));
  const layers = core.layers.map((layer) =>
    line(
      escapeHtml(layer.name),
      verdicts.map((all, index) => {
        const { taught, says, fits, why } = all.find((each) => each.layer === layer.id) ?? { says: 'nothing' as const, fits: [] };
        const boundary = says === 'agrees' ? taught : fits[0];
        if (boundary === undefined) return '';
        const lesson = taught === undefined ? '' : says === 'agrees' ? word('ladder.agrees') : `${word('ladder.taught')} ${sign(core, taught)}`;
        const reason =
          why === undefined
            ? ''
            : `<details><summary aria-label="${word('ladder.why')}: ${escapeHtml(layer.name)}, ${escapeHtml(columns[index]?.rung.name ?? '')}">${word('ladder.why')}</summary>${textToHtml(why)}</details>`;
        return `<div class="${says === 'contradicts' ? 'says-contradicts' : ''}">${sign(core, boundary)}${lesson && `<span class="asks">${lesson}</span>`}${reason}</div>`;
      }),
    ),
  );
  return (
    `<section><h2 id="measured">${word('measured')}</h2><p>${textToHtml(core.words['measured.intro'] ?? '')}</p>` +
    `<div class="scroll" tabindex="0" role="region" aria-labelledby="measured"><table class="layers measured"><thead><tr><td></td>${heads.join('')}</tr></thead>` +
    `${group(word('ladder.facts'), seen)}${group(word('ladder.costs'), costs)}${group(word('measured.layers'), layers)}</table></div></section>`
  );
}

function costCell(found: ReturnType<typeof ratiosOf>[number] | undefined): string {
  if (!found) return '';
  const { value, unit, ratio } = found;
  return `${rounded(value)} ${unit}${ratio === undefined ? '' : `<span class="asks">× ${rounded(ratio)}</span>`}`;
}
