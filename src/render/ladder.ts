import { compare, type Verdict } from '../lab/compare.ts';
import { preview, quoted } from '../lab/plan.ts';
import { type Recorded, recordedFor } from '../lab/recorded.ts';
import type { Technology } from '../model/knowledge.ts';
import type { Facts, LabKnowledge, LabReport, Rung, RungResult } from '../model/lab.ts';
import { type Lookups, sign, sourceLinks } from './cell.ts';
import { escapeHtml, textToHtml } from './escape.ts';
import { oneLine } from './text.ts';

/** Facts that are set side by side with the host's. */
const SHOWN = ['uname.release', 'boot_id', 'os', 'libc', 'pid', 'processes', 'hostname', 'uid_map', 'interfaces', 'root.fs', 'cpu.signature'];

/** What the ladder can do here, and what it has measured so far. */
export interface LadderState {
  /** Whether rungs can be run: not in a browser, and not in a workspace that is not trusted. */
  readonly can: 'run' | 'untrusted' | 'browser';
  readonly running?: string;
  readonly results: Readonly<Record<string, RungResult>>;
  /** Whether they ran as root. */
  readonly root: boolean;
  /** Whether a program is on this machine. */
  has(tool: string): boolean;
}

interface Shown {
  readonly lab: LabKnowledge;
  readonly recorded: readonly LabReport[];
  readonly technologies: readonly Technology[];
  readonly look: Lookups;
}

/** The ladder: the same small experiment on every rung. Its commands stand there before any runs. */
export function renderLadder(state: LadderState, shown: Shown): string {
  const { core } = shown.look;
  const word = (key: string) => escapeHtml(core.words[key] ?? key);
  const rungs = shown.lab.rungs.filter(({ id }) => id !== 'host').map((rung) => rungHtml(rung, state, shown));
  return (
    `<section aria-labelledby="ladder"><h2 id="ladder">${word('ladder')}</h2><p>${textToHtml(core.words['ladder.intro'] ?? '')}</p>` +
    `${state.can === 'run' ? '' : `<p role="status" class="status">${word(`ladder.${state.can}`)}</p>`}${rungs.join('')}</section>`
  );
}

function rungHtml(rung: Rung, state: LadderState, shown: Shown): string {
  const { lab, look } = shown;
  const word = (key: string) => escapeHtml(look.core.words[key] ?? key);
  const result = state.results[rung.id];
  const here = state.running === rung.id;
  const button = here
    ? `<button type="button" id="rung-cancel" data-action="rung-cancel">${word('ladder.cancel')}</button> <span role="status">${word('ladder.running')}</span>`
    : `<button type="button" id="rung-${rung.id}" data-action="rung" data-rung="${rung.id}"${state.can === 'run' && !state.running ? '' : ' disabled'}>${word('ladder.run')}</button>`;
  return (
    `<section class="rung" aria-labelledby="rung-title-${rung.id}"><h3 id="rung-title-${rung.id}">${escapeHtml(rung.name)}</h3>` +
    `<p>${textToHtml(rung.text)} <span class="cited">${sourceLinks(rung.sources, { sources: lab.sources })}</span></p>` +
    `${commandsHtml(rung, state, shown)}<p class="toolbar">${button}</p>${result ? resultHtml(rung, result, state, shown) : ''}` +
    `${result?.available ? '' : recordedHtml(rung, shown)}</section>`
  );
}

/** Every command line that a click would try, each argument with what it means. */
function commandsHtml(rung: Rung, state: LadderState, { lab, look }: Shown): string {
  const lists = preview(rung, lab, state.has).map((words) => {
    const items = words.map(({ text, meaning }) => `<li><code>${escapeHtml(text)}</code>${meaning ? ` ${textToHtml(meaning)}` : ''}</li>`);
    return `<pre>${escapeHtml(quoted(words.map(({ text }) => text)))}</pre><ul class="lines">${items.join('')}</ul>`;
  });
  if (lists.length === 0) return '';
  return `<details id="commands-${rung.id}"><summary>${escapeHtml(look.core.words['ladder.commands'] ?? '')}</summary>${lists.join('')}</details>`;
}

function resultHtml(rung: Rung, result: RungResult, state: LadderState, shown: Shown): string {
  if (!result.available) {
    const failure = shown.lab.failures.find(({ id }) => id === result.reason?.id);
    const detail = result.reason?.detail ? ` <code>${escapeHtml(oneLine(result.reason.detail, 160))}</code>` : '';
    return `<p role="status" class="status">${textToHtml(failure?.text ?? result.reason?.id ?? '')}${detail} <span class="cited">${sourceLinks(failure?.sources ?? [], { sources: shown.lab.sources })}</span></p>`;
  }
  return measuredHtml(rung, result, state.results.host?.facts ?? {}, state.root, shown);
}

function recordedHtml(rung: Rung, shown: Shown): string {
  const found: Recorded | undefined = recordedFor(rung.id, shown.recorded);
  if (!found) return '';
  const { date, machine, result, host } = found;
  const { system, release, cpu, cores, memoryMiB } = machine;
  const label = (shown.look.core.words['ladder.recorded'] ?? '')
    .replace('{0}', date.slice(0, 10))
    .replace('{1}', `${system} ${release}, ${cores} × ${cpu}, ${memoryMiB} MiB`);
  return `<details id="recorded-${rung.id}"><summary>${escapeHtml(label)}</summary>${measuredHtml(rung, result, host, machine.root, shown)}</details>`;
}

/** What was measured, beside the host's facts, and how it stands to the lesson. */
function measuredHtml(rung: Rung, result: RungResult, host: Facts, root: boolean, shown: Shown): string {
  const { core } = shown.look;
  const word = (key: string) => escapeHtml(core.words[key] ?? key);
  const { facts, startup, memory } = result;
  const rows = SHOWN.filter((key) => facts[key] !== undefined).map(
    (key) =>
      `<tr><th scope="row">${escapeHtml(key)}</th><td><code>${escapeHtml(oneLine(host[key] ?? '', 80))}</code></td><td><code>${escapeHtml(oneLine(facts[key] ?? '', 80))}</code></td></tr>`,
  );
  const numbers = [
    startup && `${word('ladder.startup')}: ${startup.median} ms (${startup.min}–${startup.max}, n = ${startup.n})`,
    memory && `${word('ladder.memory')}: ${memory.pss} KiB`,
  ].filter((each) => each !== undefined);
  const technology = shown.technologies.find(({ id }) => id === (root && rung.rootTechnology ? rung.rootTechnology : rung.technology));
  const verdicts = compare(rung, host, facts, shown.lab.measures, technology).filter(({ measure }) => measure !== undefined);
  return (
    `<div class="scroll" tabindex="0" role="region" aria-label="${word('ladder.facts')}: ${escapeHtml(rung.name)}"><table class="facts"><thead><tr><td></td><th scope="col">${word('ladder.host')}</th><th scope="col">${word('ladder.inside')}</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>` +
    `${numbers.length ? `<p>${numbers.join(' · ')}</p>` : ''}<ul class="verdicts">${verdicts.map((verdict) => verdictHtml(verdict, shown)).join('')}</ul>`
  );
}

function verdictHtml({ layer, taught, says, measure, why }: Verdict, { lab, look }: Shown): string {
  const word = (key: string) => escapeHtml(look.core.words[key] ?? key);
  const found = lab.measures.find(({ id }) => id === measure);
  const name = look.core.layers.find(({ id }) => id === layer)?.name ?? layer;
  const lesson = taught ? ` <span class="later">${word('ladder.taught')} ${sign(look.core, taught)}: ${word(`ladder.${says}`)}</span>` : '';
  return `<li class="says-${says}"><strong>${escapeHtml(name)}</strong> ${textToHtml(found?.text ?? '')}${lesson}${why ? ` ${textToHtml(why)}` : ''} <span class="cited">${sourceLinks(found?.sources ?? [], { sources: lab.sources })}</span></li>`;
}
