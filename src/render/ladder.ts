import { densityHtml } from './density.ts';
import { escapeHtml, textToHtml } from './escape.ts';
import { columnsOf, isHere, type LadderState, type Shown } from './ladder-state.ts';
import { measuredTable } from './measured.ts';
import { rungHtml } from './rung.ts';

/** The ladder: the same small experiment on every rung. Its commands stand there before any runs. */
export function renderLadder(state: LadderState, shown: Shown): string {
  const { core } = shown.look;
  const word = (key: string) => escapeHtml(core.words[key] ?? key);
  const [here, elsewhere] = [true, false].map((is) => shown.lab.rungs.filter((rung) => rung.id !== 'host' && isHere(rung, state) === is));
  const idle = state.can === 'run' && !state.running;
  const some = state.history.results.length > 0;
  return (
    `<section aria-labelledby="ladder"><h2 id="ladder">${word('ladder')}</h2><p>${textToHtml(core.words['ladder.intro'] ?? '')}</p>` +
    `${state.can === 'run' ? '' : `<p role="status" class="status">${word(`ladder.${state.can}`)}</p>`}` +
    `<div class="toolbar"><button type="button" id="rung-all" data-action="rung-all"${idle ? '' : ' disabled'}>${word('ladder.all')}</button>` +
    `<button type="button" id="export" data-action="export"${some ? '' : ' disabled'}>${word('ladder.export')}</button></div>` +
    `<p><a href="#measured">${word('measured')}</a> · <a href="#density">${word('density')}</a></p>` +
    `${here?.map((rung) => rungHtml(rung, state, shown)).join('')}` +
    (elsewhere?.length
      ? `<details id="elsewhere"><summary>${word('ladder.elsewhere')}</summary>${elsewhere.map((rung) => rungHtml(rung, state, shown)).join('')}</details>`
      : '') +
    `</section>${measuredTable(columnsOf(state, shown), shown)}${densityHtml(state, shown)}`
  );
}
