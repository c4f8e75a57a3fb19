import { explainDevice } from '../lab/devices.ts';
import type { Report } from '../lab/report.ts';
import type { LabGuest } from '../model/knowledge.ts';
import { readQuiz } from './blocks.ts';
import { type Lookups, sign, sourceLinks } from './cell.ts';
import { escapeHtml, textToHtml } from './escape.ts';
import { quizHtml } from './quiz.ts';

/** What the lab's virtual machine is doing, as the page shows it. */
export interface LabState {
  readonly phase: 'idle' | 'starting' | 'running' | 'ended';
  /** Why it ended: `halted`, `stopped`, `failed` or the limit it met. */
  readonly reason?: string;
  readonly report: Report;
  /** The serial console, commands among it. */
  readonly lines: readonly string[];
  /** Milliseconds from the click to the first and to the last line of the report; 0 before. */
  readonly first: number;
  readonly complete: number;
}

/** The lab: a virtual machine that is started by a click, what its kernel finds, and its console. What it prints is text. */
export function renderLab(state: LabState, guest: LabGuest, look: Lookups): string {
  const { core } = look;
  const word = (key: string) => escapeHtml(core.words[key] ?? key);
  const alive = state.phase === 'starting' || state.phase === 'running';
  const button = (action: string, enabled: boolean) =>
    `<button type="button" id="${action}" data-action="${action}"${enabled ? '' : ' disabled'}>${word(action)}</button>`;
  return (
    `<h1 tabindex="-1">${word('lab')}</h1><p class="lead">${textToHtml(core.words['lab.intro'] ?? '')}</p>` +
    `${quizHtml(readQuiz(core.words['lab.quiz'] ?? ''), textToHtml, core, 0)}` +
    `<section aria-labelledby="lab-machine"><h2 id="lab-machine">${word('lab.machine')}</h2><p>${textToHtml(core.words['lab.what'] ?? '')}</p>` +
    `<div class="toolbar" data-group="lab-machine">${button('lab-start', !alive)}${button('lab-stop', alive)}</div><p class="status" id="lab-status" data-said="lab">${statusOf(state, core.words)}</p>` +
    `${state.report.kernel ? reportHtml(state, guest, look) : ''}${consoleHtml(state, word)}</section>`
  );
}

function statusOf({ phase, reason, first, complete }: LabState, words: Readonly<Record<string, string>>): string {
  if (phase === 'idle') return escapeHtml(words['lab.idle'] ?? '');
  if (phase === 'starting') return escapeHtml(words['lab.starting'] ?? '');
  if (phase === 'ended') return escapeHtml(words[`lab.ended.${reason}`] ?? words['lab.ended.failed'] ?? '');
  return escapeHtml((words['lab.running'] ?? '').replace('{0}', first.toFixed(0)).replace('{1}', complete ? complete.toFixed(0) : '…'));
}

function reportHtml({ report }: LabState, guest: LabGuest, look: Lookups): string {
  const word = (key: string) => escapeHtml(look.core.words[key] ?? key);
  const { kernel, cpu, memory, clock, timer } = report;
  const line = (key: string, value: string, why = '') => `<tr><th scope="row">${word(`lab.${key}`)}</th><td><code>${escapeHtml(value)}</code>${why}</td></tr>`;
  const usable = memory.filter((range) => range.usable).reduce((sum, range) => sum + range.length, 0);
  const signature = guest.signatures.find((each) => each.signature === cpu?.signature);
  const explained =
    signature &&
    `<p>${signature.boundary ? `${sign(look.core, signature.boundary)} ` : ''}${textToHtml(signature.text)} <span class="cited">${sourceLinks(signature.sources, guest)}</span></p>`;
  const rows = [
    kernel && line('uname', `${kernel.name} ${kernel.release} ${kernel.machine}`, `<p>${word('lab.unameWhy')}</p>`),
    kernel && line('boot', kernel.boot, `<p>${word('lab.bootWhy')}</p>`),
    cpu && line('cpu', `${cpu.vendor} ${cpu.brand}`.trim()),
    cpu && line('hypervisor', cpu.hypervisor ? cpu.signature : '0', explained ?? ''),
    cpu && line('ring', String(cpu.ring), `<p>${word('lab.ringWhy')}</p>`),
    usable > 0 && line('memory', `${(usable / 2 ** 20).toFixed(1)} MiB`),
    clock && line('clock', clock),
    timer && line('ticks', `${timer.ticks} (${timer.hz} Hz)`),
  ];
  return (
    `<div class="scroll" tabindex="0" role="region" aria-label="${word('lab.report')}"><table class="facts"><caption>${word('lab.report')}</caption><tbody>${rows.filter(Boolean).join('')}</tbody></table></div>` +
    devicesHtml(report, guest, look)
  );
}

function devicesHtml({ pci }: Report, guest: LabGuest, look: Lookups): string {
  if (pci.length === 0) return '';
  const word = (key: string) => escapeHtml(look.core.words[key] ?? key);
  const rows = pci.map((device) => {
    const { at, id, name, known } = explainDevice(device, guest);
    const why = known
      ? `${sign(look.core, known.boundary)}<p>${textToHtml(known.text)} <span class="cited">${sourceLinks(known.sources, guest)}</span></p>`
      : '';
    return `<tr><th scope="row"><code>${escapeHtml(at)}</code></th><td><code>${id}</code></td><td>${escapeHtml(name ?? '')}</td><td>${why}</td></tr>`;
  });
  const head = ['lab.at', 'lab.id', 'lab.device', 'boundary'].map((key) => `<th scope="col">${word(key)}</th>`);
  return (
    `<div class="scroll" tabindex="0" role="region" aria-label="${word('lab.devices')}"><table class="facts devices"><caption>${word('lab.devices')}</caption>` +
    `<thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`
  );
}

function consoleHtml({ phase, lines, complete }: LabState, word: (key: string) => string): string {
  if (lines.length === 0) return '';
  // What is typed before the report is complete may be lost.
  const able = phase === 'running' && complete > 0 ? '' : ' disabled';
  return (
    `<h3 id="lab-console-title">${word('lab.console')}</h3><pre class="console" tabindex="0" role="log" aria-live="off" aria-labelledby="lab-console-title"${able ? '' : ' data-added="console"'}>${escapeHtml(lines.join('\n'))}</pre>` +
    `<p class="toolbar"><label for="lab-command">${word('lab.command')}</label><input type="text" id="lab-command" data-keep maxlength="79" autocomplete="off" spellcheck="false" placeholder="help"${able}>` +
    `<button type="button" id="lab-send" data-action="lab-send"${able}>${word('lab-send')}</button></p>`
  );
}
