import { compare, relations, type Verdict } from '../lab/compare.ts';
import { latest, type Recorded } from '../lab/history.ts';
import { type Explained, type Preview, preview, quoted } from '../lab/plan.ts';
import { ratiosOf, rounded } from '../lab/ratios.ts';
import { recordedFor } from '../lab/recorded.ts';
import type { Facts, Rung, RungResult } from '../model/lab.ts';
import { sign, sourceLinks } from './cell.ts';
import { escapeHtml, textToHtml } from './escape.ts';
import { figureInTopic } from './figures.ts';
import { isHere, type LadderState, missingTool, type Shown, technologyOf } from './ladder-state.ts';
import { oneLine } from './text.ts';

/** Facts that are set side by side with the host's, by the words `fact.…`. */
const SHOWN = [
  'uname.release',
  'boot_id',
  'os',
  'libc',
  'first',
  'pid',
  'processes',
  'hostname',
  'uid_map',
  'interfaces',
  'mount.type',
  'memory',
  'clock',
  'cpu.signature',
  'pci',
];
const NAMESPACES = ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'time', 'user', 'uts'];

type Word = (key: string) => string;

/** One rung: what it is, what a click runs, the reader's guess, and what was measured or recorded. */
export function rungHtml(rung: Rung, state: LadderState, shown: Shown): string {
  const { lab, look } = shown;
  const word: Word = (key) => textToHtml(look.core.words[key] ?? key);
  const measured = latest(state.history)[rung.id];
  const failed = state.failed[rung.id];
  // While it runs, what was said before is no news.
  const said = state.running?.rung === rung.id && state.running.what === 'rung' ? '' : ` data-said="rung-${rung.id}"`;
  return (
    `<section class="rung" data-group="rung-${rung.id}" aria-labelledby="rung-title-${rung.id}"><h3 id="rung-title-${rung.id}">${escapeHtml(rung.name)}</h3>` +
    `<p>${textToHtml(rung.text)} <span class="cited">${sourceLinks(rung.sources, { sources: lab.sources })}</span></p>` +
    `${commandsHtml(preview(rung, lab, state.has), `commands-${rung.id}`, rung.name, shown)}${startHtml(rung, state, shown, measured !== undefined, word)}` +
    `${failed ? failureHtml(failed, shown, said) : ''}${measured ? guessHtml(rung, measured, state, shown, said) : ''}` +
    `${measured ? `<p class="hint"${said}>${dated(measured, word('ladder.measured'))}</p>${measuredHtml(rung, measured, shown)}${earlierHtml(rung, state, word)}` : recordedHtml(rung, shown)}` +
    `${publishedHtml(rung, shown)}</section>`
  );
}

/** The beginning of an element that opens. By its words alone each of many would be called the same: the rung's name is said with them. */
function opener(id: string, label: string, of: string): string {
  return `<details id="${id}"><summary aria-label="${label}: ${escapeHtml(of)}">${label}</summary>`;
}

/**
 * Everything a click would do and every command line it would try, each argument with what it means.
 * @param id of the element that opens
 * @param of the rung's name
 */
export function commandsHtml({ before, attempts, after }: Preview, id: string, of: string, { look }: Shown): string {
  const word: Word = (key) => escapeHtml(look.core.words[key] ?? key);
  if (attempts.length === 0) return '';
  const list = (words: readonly Explained[]) => {
    const items = words.map(({ text, meaning }) => `<li><code>${escapeHtml(text)}</code>${meaning ? ` ${textToHtml(meaning)}` : ''}</li>`);
    return `<pre>${escapeHtml(quoted(words.map(({ text }) => text)))}</pre><ul class="lines">${items.join('')}</ul>`;
  };
  const first = before.map((sentence) => `<li>${textToHtml(sentence)}</li>`);
  return (
    `${opener(id, word('ladder.commands'), of)}${first.length ? `<ul>${first.join('')}</ul>` : ''}` +
    `${attempts.map((words, index) => `${index ? `<p>${word('ladder.else')}</p>` : ''}${list(words)}`).join('')}` +
    `${after.length ? `<p>${word('ladder.after')}</p>${after.map(list).join('')}` : ''}</details>`
  );
}

/** The buttons; in their place, for a program that is not there, the sentence that says so. */
function startHtml(rung: Rung, state: LadderState, shown: Shown, known: boolean, word: Word): string {
  if (!isHere(rung, state)) return '';
  const missing = state.can === 'run' ? missingTool(rung, state) : undefined;
  if (missing === undefined) return buttonsHtml(rung, state, known, word);
  return failureHtml({ reason: { id: 'no-tool', detail: missing } }, shown);
}

/** Before the first run a guess starts it; afterwards there is nothing to guess. */
function buttonsHtml({ id }: Rung, { can, running, machine }: LadderState, known: boolean, word: Word): string {
  if (running?.rung === id && running.what === 'all') return `<p class="status">${word('ladder.running')}</p>`;
  if (running?.rung === id && running.what === 'rung')
    return `<p class="toolbar">${cancelHtml('rung-cancel', `rung-title-${id}`, word)} <span data-said="rung-${id}">${word('ladder.running')}</span></p>`;
  const able = can === 'run' && !running ? '' : ' disabled';
  const button = (guess: string, label: string) => {
    const own = `rung-${id}${guess && `-${guess}`}`;
    return `<button type="button" id="${own}" aria-labelledby="${own} rung-title-${id}" data-action="rung" data-rung="${id}"${guess && ` data-guess="${guess}"`}${able}>${label}</button>`;
  };
  if (known || can !== 'run') return `<p class="toolbar">${button('', word(known ? 'ladder.again' : 'ladder.run'))}</p>`;
  const release = machine ? ` <code>${escapeHtml(oneLine(machine.release, 40))}</code>` : '';
  return (
    `<p id="ask-${id}" class="ask">${word('ladder.ask')}</p><div class="toolbar" role="group" aria-labelledby="ask-${id}">` +
    `${button('host', `${word('ladder.guess.host')}${release}`)}${button('other', word('ladder.guess.other'))}${button('', word('ladder.run'))}</div>`
  );
}

/** Ends what runs. @param title the id of what stands over it */
export function cancelHtml(id: string, title: string, word: Word): string {
  return `<button type="button" id="${id}" aria-labelledby="${id} ${title}" data-action="rung-cancel">${word('ladder.cancel')}</button>`;
}

/** @param said the attribute that makes it news, where it is */
function failureHtml({ reason }: Pick<RungResult, 'reason'>, { lab }: Shown, said = ''): string {
  const failure = lab.failures.find(({ id }) => id === reason?.id);
  const detail = reason?.detail ? ` <code>${escapeHtml(oneLine(reason.detail, 160))}</code>` : '';
  return `<p class="status"${said}>${textToHtml(failure?.text ?? reason?.id ?? '')}${detail} <span class="cited">${sourceLinks(failure?.sources ?? [], { sources: lab.sources })}</span></p>`;
}

/** What the reader had said, and what came. */
function guessHtml(rung: Rung, { result, host }: Recorded, state: LadderState, shown: Shown, news: string): string {
  const guess = state.guesses[rung.id];
  const printed = result.facts['uname.release'];
  if (guess === undefined || printed === undefined) return '';
  const words = shown.look.core.words;
  const right = (relations(host.facts, result.facts)['uname.release'] === 'same') === (guess === 'host');
  const kernel = compare(rung, host.facts, result.facts, shown.lab.measures, undefined).find(({ layer }) => layer === 'kernel');
  const why = shown.lab.measures.find(({ id }) => id === kernel?.measure)?.text ?? '';
  const said = textToHtml(words[`ladder.${right ? 'right' : 'wrong'}`] ?? '').replace('{0}', () => `<code>${escapeHtml(oneLine(printed, 60))}</code>`);
  return `<p class="status guessed"${news}>${said} ${textToHtml(why)}</p>`;
}

function recordedHtml(rung: Rung, shown: Shown): string {
  const found = recordedFor(rung.id, shown.recorded);
  if (!found) return '';
  const label = dated(found, escapeHtml(shown.look.core.words['ladder.recorded'] ?? ''));
  return `${opener(`recorded-${rung.id}`, label, rung.name)}${measuredHtml(rung, found, shown)}</details>`;
}

/** A sentence with the day, and the machine. */
function dated({ date, machine }: Recorded, sentence: string): string {
  const { system, release, cpu, cores, memoryMiB } = machine;
  return sentence
    .replace('{0}', escapeHtml(date.slice(0, 10)))
    .replace('{1}', () => escapeHtml(oneLine(`${system} ${release}, ${cores} × ${cpu}, ${memoryMiB} MiB`, 160)));
}

function earlierHtml({ id, name }: Rung, { history }: LadderState, word: Word): string {
  const earlier = history.results.filter(({ result }) => result.id === id).slice(0, -1);
  if (earlier.length === 0) return '';
  const items = earlier
    .toReversed()
    .map(
      ({ date, machine, result }) =>
        `<li>${escapeHtml(date.slice(0, 16).replace('T', ' '))} UTC: ${result.startup?.median ?? '–'} ms (${escapeHtml(oneLine(machine.release, 60))})</li>`,
    );
  return `${opener(`earlier-${id}`, `${word('ladder.earlier')} (${earlier.length})`, name)}<ul>${items.join('')}</ul></details>`;
}

/** What was measured, beside the host's facts, what it cost, and how it stands to the lesson. */
function measuredHtml(rung: Rung, { result, host, machine }: Recorded, shown: Shown): string {
  const word: Word = (key) => textToHtml(shown.look.core.words[key] ?? key);
  const verdicts = compare(rung, host.facts, result.facts, shown.lab.measures, technologyOf(rung, machine.root, shown)).filter(({ measure }) => measure);
  return `${factsTable(rung, host.facts, result.facts, word)}${costsTable(rung, result, host, word)}<ul class="verdicts">${verdicts.map((verdict) => verdictHtml(verdict, shown)).join('')}</ul>`;
}

function factsTable({ name }: Rung, host: Facts, facts: Facts, word: Word): string {
  const code = (text: string | undefined) => `<td>${text === undefined ? '' : `<code>${escapeHtml(oneLine(text, 80))}</code>`}</td>`;
  const rows = SHOWN.filter((key) => facts[key] !== undefined).map(
    (key) => `<tr><th scope="row">${word(`fact.${key}`)}</th>${code(host[key])}${code(facts[key])}</tr>`,
  );
  return (
    `<div class="scroll" tabindex="0" role="region" aria-label="${word('ladder.facts')}: ${escapeHtml(name)}"><table class="facts"><thead><tr><td></td><th scope="col">${word('ladder.host')}</th><th scope="col">${word('ladder.inside')}</th></tr></thead>` +
    `<tbody>${rows.join('')}${namespacesRow(host, facts, word)}</tbody></table></div>`
  );
}

/** Numbers of namespaces mean something under one kernel alone. */
function namespacesRow(host: Facts, facts: Facts, word: Word): string {
  const relation = relations(host, facts);
  const which = (is: string) => NAMESPACES.filter((name) => relation[`ns.${name}`] === is);
  if (relation.kernel !== 'same' || which('differs').length + which('same').length === 0) return '';
  const list = (names: readonly string[]) => (names.length ? names.map((name) => `<code>${name}</code>`).join(', ') : '–');
  return `<tr><th scope="row">${word('fact.namespaces')}</th><td>${word('fact.shared')}: ${list(which('same'))}</td><td>${word('fact.own')}: ${list(which('differs'))}</td></tr>`;
}

function costsTable({ name }: Rung, result: RungResult, host: Recorded['host'], word: Word): string {
  const ratios = ratiosOf(result, host);
  if (ratios.length === 0) return '';
  const { startup, costs } = result;
  const range = startup ? ` <span class="remark">(${startup.min}–${startup.max}, n = ${startup.n})</span>` : '';
  const rows = ratios.map(
    ({ cost, value, unit, ratio }) =>
      `<tr><th scope="row">${word(`cost.${cost}`)}</th><td>${rounded(value)} ${unit}${cost === 'startup' ? range : ''}</td><td>${ratio === undefined ? '' : `× ${rounded(ratio)}`}</td></tr>`,
  );
  return (
    `<div class="scroll" tabindex="0" role="region" aria-label="${word('ladder.costs')}: ${escapeHtml(name)}"><table class="facts costs"><thead><tr><td></td><th scope="col">${word('ladder.inside')}</th><th scope="col">${word('ladder.times')}</th></tr></thead>` +
    `<tbody>${rows.join('')}</tbody></table></div>${costs === undefined ? `<p class="hint">${word('ladder.noCosts')}</p>` : ''}`
  );
}

function publishedHtml({ id, name, figures }: Rung, { figures: known, look }: Shown): string {
  const found = known.figures.filter((figure) => figures.includes(figure.id));
  if (found.length === 0) return '';
  const word: Word = (key) => escapeHtml(look.core.words[key] ?? key);
  const items = found.map((figure) => figureInTopic(figure, ` ${word('source')}: ${sourceLinks(figure.sources, known)}`, look.core));
  return `${opener(`published-${id}`, `${word('ladder.published')} (${found.length})`, name)}${items.join('')}</details>`;
}

function verdictHtml({ layer, taught, says, measure, why }: Verdict, { lab, look }: Shown): string {
  const word: Word = (key) => escapeHtml(look.core.words[key] ?? key);
  const found = lab.measures.find(({ id }) => id === measure);
  const name = look.core.layers.find(({ id }) => id === layer)?.name ?? layer;
  const lesson = taught ? ` <span class="later">${word('ladder.taught')} ${sign(look.core, taught)}: ${word(`ladder.${says}`)}</span>` : '';
  return `<li class="says-${says}"><strong>${escapeHtml(name)}</strong> ${textToHtml(found?.text ?? '')}${lesson}${why ? ` ${textToHtml(why)}` : ''} <span class="cited">${sourceLinks(found?.sources ?? [], { sources: lab.sources })}</span></li>`;
}
