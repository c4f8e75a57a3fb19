import { defaultCounts, extrapolate, hasDensity, isMachine } from '../lab/density.ts';
import { latestDensity, type RecordedDensity } from '../lab/history.ts';
import { preview, previewTogether } from '../lab/plan.ts';
import { rounded } from '../lab/ratios.ts';
import type { Rung } from '../model/lab.ts';
import { densitySvg, type Series } from './density-chart.ts';
import { escapeHtml, textToHtml } from './escape.ts';
import { isHere, type LadderState, missingTool, type Shown } from './ladder-state.ts';
import { cancelHtml, commandsHtml } from './rung.ts';

type Word = (key: string) => string;

/** How many instances fit into the memory the reader allows: measured with a few, drawn on from there, and marked so. */
export function densityHtml(state: LadderState, shown: Shown): string {
  const { core } = shown.look;
  const word: Word = (key) => escapeHtml(core.words[key] ?? key);
  const rungs = shown.lab.rungs.filter(
    (rung) => isHere(rung, state) && hasDensity(rung, state.machine?.system ?? rung.systems[0] ?? '') && missingTool(rung, state) === undefined,
  );
  const measured = latestDensity(state.history);
  const series = rungs.flatMap((rung): Series[] => {
    const points = measured[rung.id]?.density.points ?? [];
    return points.length ? [{ name: rung.name, isMachine: isMachine(rung), points }] : [];
  });
  const heads = ['', 'density.each', 'density.fits', 'density.seen'].map((key) => (key ? `<th scope="col">${word(key)}</th>` : '<td></td>'));
  return (
    `<section><h2 id="density">${word('density')}</h2><p>${textToHtml(core.words['density.intro'] ?? '')}</p>` +
    `<p class="toolbar"><label for="density-budget">${word('density.budget')}</label><input type="number" id="density-budget" data-keep min="64" max="1048576" step="64" value="${state.budget}"> MiB</p>` +
    (series.length ? `<figure class="growth">${densitySvg(series, state.budget * 1024)}<figcaption>${word('density.caption')}</figcaption></figure>` : '') +
    `<div class="scroll" tabindex="0" role="region" aria-label="${word('density')}"><table class="facts density"><thead><tr>${heads.join('')}</tr></thead>` +
    `<tbody>${rungs.map((rung) => row(rung, measured[rung.id], state, shown, word)).join('')}</tbody></table></div></section>`
  );
}

function row(rung: Rung, measured: RecordedDensity | undefined, state: LadderState, shown: Shown, word: Word): string {
  const running = state.running?.rung === rung.id && state.running.what === 'density';
  const able = state.can === 'run' && !state.running ? '' : ' disabled';
  const counts = defaultCounts(rung).join(', ');
  const name = `density-name-${rung.id}`;
  const button = running
    ? `${cancelHtml('density-cancel', name, word)} <span data-said="density-${rung.id}">${word('ladder.running')}</span>`
    : `<button type="button" id="density-${rung.id}" aria-labelledby="density-${rung.id} ${name}" data-action="density" data-rung="${rung.id}"${able}>${word('density.start').replace('{0}', counts)}</button>`;
  const commands = rung.together ? previewTogether(rung, shown.lab, state.has) : preview(rung, shown.lab, state.has);
  const points = measured?.density.points ?? [];
  const line = extrapolate(points, state.budget * 1024);
  const seen = points.map(({ instances, pss, readyMs }) => `<li>${instances}: ${rounded(pss / 1024)} MiB, ${rounded(readyMs)} ms</li>`);
  const told = running ? '' : ` data-said="density-${rung.id}"`;
  const stopped = state.stopped[rung.id];
  const none = stopped ? `<p class="status"${told}>${word(`density.stopped.${stopped}`)}</p>` : '';
  const why = measured ? `<p class="hint"${told}>${escapeHtml(measured.date.slice(0, 10))}. ${word(`density.stopped.${measured.density.stopped}`)}</p>` : '';
  return (
    `<tr data-group="density-${rung.id}" aria-labelledby="${name}"><th scope="row"><span id="${name}">${escapeHtml(rung.name)}</span><div class="toolbar">${button}</div>${commandsHtml(commands, `density-commands-${rung.id}`, `${rung.name}, ${shown.look.core.words.density ?? ''}`, shown)}</th>` +
    `<td>${line ? `${rounded(line.perInstance)} KiB` : ''}</td><td>${line ? `${line.fits.toLocaleString('en')} <span class="asks">${word('density.extrapolated')}</span>` : ''}</td>` +
    `<td>${seen.length ? `<ul class="lines">${seen.join('')}</ul>` : ''}${why}${none}</td></tr>`
  );
}
