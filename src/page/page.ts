import { type FromPage, isPage, isPanelState, isToPage, type Page, type PanelState, type ToPage } from '../protocol/messages.ts';
import { focusIn, restoreFocus } from './focus.ts';
import { newlySaid, saidIn } from './say.ts';
import { mountScale } from './scale-view.ts';
import { Score } from './score.ts';

interface Host {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: PanelState): void;
}
declare function acquireVsCodeApi(): Host;

const host = acquireVsCodeApi();
const content = document.getElementById('content') as HTMLElement;
let page: Page | undefined;
let ended: IntersectionObserver | undefined;
let score = new Score([]);
const announcer = document.createElement('div');
announcer.className = 'announcer';
announcer.setAttribute('role', 'status');
content.after(announcer);

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (isToPage(data)) show(data);
});
window.addEventListener('scroll', save, { passive: true });
content.addEventListener('click', (event) => {
  const target =
    event.target instanceof Element
      ? event.target.closest<HTMLElement>('[data-topic], [data-page], [data-compare], [data-reveal], [data-action], a[href^="#"]')
      : null;
  if (target && act(target)) event.preventDefault();
});
content.addEventListener(
  'toggle',
  ({ target }) => {
    if (target instanceof HTMLDetailsElement && target.open) guess(target);
    save();
  },
  { capture: true },
);
content.addEventListener('keydown', ({ key, target }) => {
  if (key === 'Enter' && target instanceof HTMLInputElement && target.id === 'lab-command') sendCommand();
});
content.addEventListener('pointerover', ({ target }) => {
  const layer = target instanceof Element ? target.closest<SVGElement | HTMLElement>('[data-layer]')?.dataset.layer : undefined;
  for (const lit of content.querySelectorAll('.lit')) if (lit.getAttribute('data-layer') !== layer) lit.classList.remove('lit');
  if (layer) for (const each of content.querySelectorAll(`[data-layer="${CSS.escape(layer)}"]`)) each.classList.add('lit');
});
host.postMessage({ type: 'ready' });

function show({ page: next, html, lang, fresh }: ToPage): void {
  performance.mark('virtlens:message');
  const before = page === undefined ? host.getState() : { v: 1, page, scroll: window.scrollY, open: openPlaces() };
  const same = isPanelState(before) && (!fresh || (page === undefined && JSON.stringify(before.page) === JSON.stringify(next)));
  const focus = focusIn(content);
  const said = saidIn(content);
  const typed = new Map([...content.querySelectorAll<HTMLInputElement>('input[data-keep]')].map(({ id, value }) => [id, value]));
  // The reader's own numbers outlive a page that is rendered again.
  page = same && next.kind === 'scale' && page?.kind === 'scale' ? page : next;
  document.documentElement.lang = lang;
  content.innerHTML = html;
  if (page.kind === 'scale') {
    mountScale(content, page, lang, (changed) => {
      page = changed;
      save();
    });
  }
  if (same) {
    for (const details of content.querySelectorAll('details')) details.open = before.open.includes(place(details));
    window.scrollTo(0, before.scroll);
    for (const field of content.querySelectorAll<HTMLInputElement>('input[data-keep]')) field.value = typed.get(field.id) ?? field.value;
    if (focus) restoreFocus(content, focus);
    const news = newlySaid(content, said);
    if (news) announcer.textContent = news;
  } else {
    window.scrollTo(0, 0);
    const goal = content.querySelector<HTMLElement>('[data-goal] > summary, :is(dt, h2)[data-goal]');
    (goal ?? content.querySelector<HTMLElement>('h1'))?.focus({ preventScroll: true });
    goal?.scrollIntoView({ block: 'center' });
  }
  const log = content.querySelector('.console');
  log?.scrollTo(0, log.scrollHeight);
  save();
  const options = content.querySelectorAll<HTMLElement>('.option');
  if (!same) score = new Score([...options].map((option) => option.dataset.question ?? ''));
  tellScore();
  watchEnd(next);
  requestAnimationFrame(() => performance.measure('virtlens:paint', 'virtlens:message'));
}

/** What identifies a cell across two renderings: its table, its row's name and its column. */
function place(details: Element): string {
  if (details.id) return details.id;
  if (details.matches('.option')) return `option/${[...content.querySelectorAll('.option')].indexOf(details)}`;
  const cell = details.closest('td');
  const table = [...content.querySelectorAll('table')].findIndex((each) => each.contains(details));
  return `${table}/${cell?.parentElement?.querySelector('th')?.textContent}/${cell?.cellIndex}`;
}

function openPlaces(): string[] {
  return [...content.querySelectorAll('details[open]')].map(place);
}

function act(target: HTMLElement): boolean {
  const { topic, compare, reveal, action } = target.dataset;
  const other: unknown = { kind: target.dataset.page };
  if (isPage(other)) host.postMessage({ type: 'open', page: other });
  else if (topic !== undefined) host.postMessage({ type: 'open', page: { kind: 'topic', id: topic } });
  else if (compare !== undefined) host.postMessage({ type: 'open', page: { kind: 'compare', columns: compare.split(','), order: 'differences' } });
  else if (reveal !== undefined) {
    const [start = 0, end = 0] = reveal.split(',').map(Number);
    host.postMessage({ type: 'reveal', start, end, column: Number(target.dataset.column ?? 0) });
  } else if (action === 'pick' && page?.kind === 'compare') host.postMessage({ type: 'pick', columns: page.columns });
  else if (action === 'lab-start' || action === 'lab-stop') host.postMessage({ type: 'lab', action: action === 'lab-start' ? 'start' : 'stop' });
  else if (action === 'lab-send') sendCommand();
  else if (action === 'rung-cancel') host.postMessage({ type: 'lab', action: 'cancel' });
  else if (action === 'rung-all') host.postMessage({ type: 'lab', action: 'all' });
  else if (action === 'rung') {
    const { rung = '', guess } = target.dataset;
    host.postMessage({ type: 'lab', action: 'rung', rung, ...((guess === 'host' || guess === 'other') && { guess }) });
  } else if (action === 'density') {
    host.postMessage({ type: 'lab', action: 'density', rung: target.dataset.rung ?? '', budget: budgetOf() });
  } else if (action === 'export') host.postMessage({ type: 'export' });
  else if ((action === 'quiz' || action === 'map') && (page?.kind === 'map' || page?.kind === 'quiz'))
    host.postMessage({ type: 'open', page: { kind: action, uri: page.uri } });
  else if (action === 'order' && page?.kind === 'compare') {
    const order = (['differences', 'layers', 'answers'] as const).find((each) => each === target.dataset.order);
    if (order) host.postMessage({ type: 'open', page: { ...page, order } });
  } else if (action === 'reasons') {
    const pressed = target.getAttribute('aria-pressed') !== 'true';
    for (const details of content.querySelectorAll('details')) details.open = pressed;
  } else {
    const id = target.getAttribute('href')?.slice(1);
    const goal = id ? document.getElementById(id) : null;
    if (!goal) return false;
    goal.tabIndex = -1;
    goal.focus();
    goal.scrollIntoView({ block: 'center' });
  }
  return true;
}

function commandField(): HTMLInputElement | null {
  return content.querySelector<HTMLInputElement>('input#lab-command');
}

/** The memory that the reader allows. What is out of range is corrected, and seen to be. */
function budgetOf(): number {
  const field = content.querySelector<HTMLInputElement>('#density-budget');
  if (!field) return 0;
  const [min, max, given] = [Number(field.min), Number(field.max), Math.round(field.valueAsNumber)];
  const budget = Number.isNaN(given) ? Number(field.defaultValue) : Math.min(max, Math.max(min, given));
  field.value = String(budget);
  return budget;
}

/** Types what the reader wrote on the lab's console. */
function sendCommand(): void {
  const field = commandField();
  if (!field?.value.trim()) return;
  host.postMessage({ type: 'lab', action: 'send', command: field.value.trim() });
  field.value = '';
}

/** A topic counts as read when its end has been seen. */
function watchEnd(shown: Page): void {
  ended?.disconnect();
  const end = content.querySelector('.sources');
  if (shown.kind !== 'topic' || !end) return;
  ended = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    ended?.disconnect();
    host.postMessage({ type: 'read', topic: shown.id });
  });
  ended.observe(end);
}

/** Counts the first option that is opened of each question; the last question's tells the score. */
function guess({ dataset }: HTMLElement): void {
  if (dataset.question === undefined || !score.guess(dataset.question, dataset.right === 'true') || !score.complete) return;
  tellScore();
  if (page?.kind === 'topic') host.postMessage({ type: 'answered', topic: page.id, right: score.right, of: score.of });
}

function tellScore(): void {
  const status = [...content.querySelectorAll<HTMLElement>('.score')].at(-1);
  if (status && score.complete) status.textContent = (status.dataset.score ?? '').replace('{0}', String(score.right)).replace('{1}', String(score.of));
}

/** Also says on the button whether all reasons are open. */
function save(): void {
  const closed = content.querySelector('details:not([open])');
  document.getElementById('reasons')?.setAttribute('aria-pressed', String(!closed));
  if (page) host.setState({ v: 1, page, scroll: window.scrollY, open: openPlaces() });
}
