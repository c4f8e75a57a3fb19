import { densityHtml } from './density.ts';
import { escapeHtml, textToHtml } from './escape.ts';
import { columnsOf, isHere, type LadderState, type Shown } from './ladder-state.ts';
import { measuredTable } from './measured.ts';
import { cancelHtml, rungHtml } from './rung.ts';

/** The ladder: the same small experiment on every rung. Its commands stand there before any runs. */
export function renderLadder(state: LadderState, shown: Shown): string {
  const { core } = shown.look;
  const word = (key: string) => escapeHtml(core.words[key] ?? key);
  const of = (here: boolean) => shown.lab.rungs.filter((rung) => rung.id !== 'host' && isHere(rung, state) === here);
  const [here, elsewhere] = [of(true), of(false)];
  const idle = state.can === 'run' && !state.running;
  const some = state.history.results.length + state.history.densities.length > 0;
  const all =
    state.running?.what === 'all'
      ? `${cancelHtml('rung-cancel', 'ladder', word)} <span data-said="ladder">${word('ladder.running')} ${escapeHtml(nameOf(state.running.rung, shown))}</span>`
      : `<button type="button" id="rung-all" data-action="rung-all"${idle ? '' : ' disabled'}>${word('ladder.all')}</button>`;
  return (
    `<section aria-labelledby="ladder"><h2 id="ladder">${word('ladder')}</h2><p>${textToHtml(core.words['ladder.intro'] ?? '')}</p>` +
    `${state.can === 'run' ? '' : `<p class="status">${word(`ladder.${state.can}`)}</p>`}` +
    `<div class="toolbar" data-group="ladder">${all}` +
    `<button type="button" id="export" data-action="export"${some ? '' : ' disabled'}>${word('ladder.export')}</button></div>` +
    `<p><a href="#measured">${word('measured')}</a> · <a href="#density">${word('density')}</a></p>` +
    `${here.map((rung) => rungHtml(rung, state, shown)).join('')}` +
    (elsewhere.length
      ? `<details id="elsewhere"><summary>${word('ladder.elsewhere')}</summary>${elsewhere.map((rung) => rungHtml(rung, state, shown)).join('')}</details>`
      : '') +
    `</section>${measuredTable(columnsOf(state, shown), shown)}${densityHtml(state, shown)}`
  );
}

function nameOf(id: string, { lab }: Shown): string {
  return lab.rungs.find((rung) => rung.id === id)?.name ?? id;
}
