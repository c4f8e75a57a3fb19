import AxeBuilder from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isolationMaps } from '../../src/annotate/map.ts';
import { explain } from '../../src/environment/explain.ts';
import { worldsOf } from '../../src/environment/namespaces.ts';
import { EMPTY, withDensity, withReport } from '../../src/lab/history.ts';
import { mineOf } from '../../src/lab/mine.ts';
import { type Fact, readLine, summarize } from '../../src/lab/report.ts';
import type { FromPage, Page } from '../../src/protocol/messages.ts';
import { technologyColumn } from '../../src/render/column.ts';
import { renderComparison } from '../../src/render/comparison.ts';
import { renderEnvironment } from '../../src/render/environment.ts';
import { renderFileQuiz } from '../../src/render/file-quiz.ts';
import { renderFigures } from '../../src/render/figures.ts';
import { renderGlossary } from '../../src/render/glossary.ts';
import { renderGuests } from '../../src/render/guests.ts';
import { renderLab } from '../../src/render/lab.ts';
import { renderLadder } from '../../src/render/ladder.ts';
import { renderMaps } from '../../src/render/map.ts';
import { renderQuestions } from '../../src/render/questions.ts';
import { renderScale } from '../../src/render/scale.ts';
import { renderStart } from '../../src/render/start.ts';
import { renderTopic } from '../../src/render/topic.ts';
import { launch } from '../bed/browser.ts';
import { bench, knowledge } from '../support/knowledge.ts';
import { ladderShown, ladderState, MACHINE, rungResult, visit } from '../support/ladder.ts';
import { openPage, THEMES } from './open-page.ts';

const { parser, annotator, core, notes, format } = await bench('dockerfile');
const library = knowledge();
const all = await library.technologies();
const look = { core, sources: all.sources };
const chosen = ['docker', 'freebsd-jail', 'xen-pv', 'kvm'].flatMap((id) => all.technologies.find((technology) => technology.id === id) ?? []);
const [entry] = core.groups.flatMap((group) => group.topics);
if (!entry) throw new Error('there are topics');
const topic = await library.topic(entry.id);
const dockerfile = parser.parse('FROM debian:12 AS base\nVOLUME /data\nFROM base\nUSER 1000\nCMD ["nginx"]');
const maps = isolationMaps(dockerfile, annotator, all.technologies, format.technology);

const asked = await library.questions();
const measured = await library.figures();
const scale = await library.scale();
const guests = await library.guests();

const known = await library.environment();
const worlds = worldsOf([{ pid: 1, parent: 0, name: 'init', namespaces: { pid: 'pid:[1]' } }], new Set([1]));
const labGuest = await library.labGuest();
const printed = [
  '{"type":"kernel","name":"VirtLens","release":"1","machine":"i686","boot":"0"}',
  '{"type":"cpu","vendor":"GenuineIntel","brand":"","version":"0x6d1","hypervisor":true,"signature":"TCGTCGTCGTCG","ring":0}',
  '{"type":"pci","at":"00:00.0","vendor":"0x8086","device":"0x1237","class":"0x060000"}',
];
const running = {
  phase: 'running',
  report: summarize(
    printed.flatMap((line): Fact[] => {
      const read = readLine(line);
      return read.kind === 'fact' ? [read.fact] : [];
    }),
  ),
  lines: [...printed, '<script>document.title = "ran"</script>'],
  first: 50,
  complete: 60,
} as const;

const measuredRung = { startup: { median: 8, min: 7, max: 9, n: 5 }, memory: { pss: 900, rss: 1700, processes: 1 }, costs: { shell: 100 }, disk: 4000 };
const visited = [
  rungResult('host', { boot_id: 'a', 'uname.release': '6.1' }, measuredRung),
  rungResult('namespaces', { boot_id: 'a', 'uname.release': '6.1' }, measuredRung),
];
const points = [1, 10, 50].map((instances) => ({ instances, pss: 700 * instances, rss: 0, available: 0, readyMs: 20 }));
const history = withDensity(withReport(EMPTY, visit(visited)), {
  density: { rung: 'namespaces', points, stopped: 'complete' },
  machine: MACHINE,
  date: '2026-11-24',
});
const ladder = renderLadder(ladderState({ history, guesses: { namespaces: 'host' } }), await ladderShown());

const PAGES: Readonly<Record<string, [Page, string]>> = {
  start: [{ kind: 'start' }, renderStart(core, core.words.notFound)],
  topic: [
    { kind: 'topic', id: entry.id },
    renderTopic(topic.title, topic.body, entry, all.technologies, await library.glossary(), { core, sources: { ...all.sources, ...topic.sources } }),
  ],
  comparison: [
    { kind: 'compare', columns: chosen.map(({ id }) => id), order: 'differences' },
    renderComparison(chosen.map(technologyColumn), 'differences', look),
  ],
  map: [{ kind: 'map', uri: 'file:///Dockerfile' }, renderMaps('Dockerfile', maps, { core, sources: { ...all.sources, ...notes.sources } })],
  glossary: [{ kind: 'glossary' }, renderGlossary(await library.glossary(), undefined, core, 'en')],
  quiz: [{ kind: 'quiz', uri: 'file:///Dockerfile' }, renderFileQuiz('Dockerfile', maps, core)],
  figures: [{ kind: 'figures' }, renderFigures(measured.figures, undefined, { core, sources: measured.sources })],
  guests: [{ kind: 'guests' }, renderGuests(guests.technologies, { core, sources: guests.sources })],
  environment: [{ kind: 'environment' }, renderEnvironment(explain({ platform: 'web' }, known), worlds, { core, sources: known.sources })],
  lab: [{ kind: 'lab' }, renderLab(running, labGuest, { core, sources: labGuest.sources }) + ladder],
  scale: [{ kind: 'scale' }, renderScale(scale, mineOf(history, (await library.lab()).rungs), { core, sources: scale.sources })],
  questions: [{ kind: 'questions', id: 'uname' }, renderQuestions(asked.questions, 'uname', { core, sources: asked.sources })],
};

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const message = (name: keyof typeof PAGES, fresh = true) => {
  const [page, html] = PAGES[name] ?? [{ kind: 'start' } as const, ''];
  return { type: 'show', page, html, lang: 'en', fresh } as const;
};

describe('every page is accessible', () => {
  for (const theme of THEMES) {
    test.each(Object.keys(PAGES))(`%s in ${theme}`, async (name) => {
      const { page, show } = await openPage(browser, theme);
      await show(message(name));
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`)).toEqual([]);
      await page.context().close();
    });
  }

  test.each(Object.keys(PAGES))('%s fits 320 pixels: only tables and figures scroll', async (name) => {
    const { page, show } = await openPage(browser, 'light', { width: 320 });
    await show(message(name));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.context().close();
  });

  test('every topic fits 320 pixels, in both languages', async () => {
    const { page, show } = await openPage(browser, 'light', { width: 320 });
    for (const lang of ['en', 'ja'] as const) {
      const pages = knowledge(lang);
      const terms = await pages.glossary();
      for (const each of (await pages.core()).groups.flatMap((group) => group.topics)) {
        const { title, body, sources, figures } = await pages.topic(each.id);
        const html = renderTopic(title, body, each, all.technologies, terms, { core, sources: { ...all.sources, ...sources } }, figures);
        await show({ type: 'show', page: { kind: 'topic', id: each.id }, html, lang, fresh: true });
        expect(await page.evaluate(() => document.documentElement.scrollWidth), `${each.id} (${lang})`).toBeLessThanOrEqual(320);
      }
    }
    await page.context().close();
  });
});

/** The last message but those that only say what has been seen. */
const wanted = (posted: readonly FromPage[]) => posted.filter(({ type }) => type !== 'read').at(-1);

describe('the page', () => {
  test('says it is ready, moves the focus to the heading of a new page, and keeps its state', async () => {
    const { page, posted, show, state } = await openPage(browser, 'dark');
    expect(posted).toEqual([{ type: 'ready' }]);
    await show(message('topic'));
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    expect(await state()).toEqual({ v: 1, page: { kind: 'topic', id: entry.id }, scroll: 0, open: [] });
    await page.context().close();
  });

  test('posts what the reader wants, by mouse and by keyboard', async () => {
    const { page, posted, show } = await openPage(browser, 'dark');
    await show(message('topic'));
    await page.locator('nav a[data-topic]').first().click();
    await expect.poll(() => wanted(posted)).toMatchObject({ type: 'open', page: { kind: 'topic', id: entry.related[0] } });
    await page.locator('a[data-compare]').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => wanted(posted)).toMatchObject({ type: 'open', page: { kind: 'compare' } });
    await show(message('map'));
    await page.locator('button[data-reveal]', { hasText: 'USER 1000' }).first().click();
    await expect.poll(() => wanted(posted)).toEqual({ type: 'reveal', start: 51, end: 55, column: 0 });
    await show(message('comparison'));
    await page.locator('#pick').press('Enter');
    await expect.poll(() => wanted(posted)).toEqual({ type: 'pick', columns: chosen.map(({ id }) => id) });
    await page.locator('#order-layers').press('Space');
    await expect.poll(() => wanted(posted)).toMatchObject({ type: 'open', page: { kind: 'compare', order: 'layers' } });
    await page.context().close();
  });

  test('the start page leads to the pages beside the learning path', async () => {
    const { page, posted, show } = await openPage(browser, 'dark');
    await show(message('start'));
    await page.locator('[data-page="figures"]').press('Enter');
    await expect.poll(() => wanted(posted)).toEqual({ type: 'open', page: { kind: 'figures' } });
    await show(message('guests'));
    await page.locator('[data-compare="kvm"]').press('Enter');
    await expect.poll(() => wanted(posted)).toEqual({ type: 'open', page: { kind: 'compare', columns: ['kvm'], order: 'differences' } });
    await page.context().close();
  });

  test('opens a reason by keyboard, all of them by one button, and keeps them and the focus when it is shown again', async () => {
    const { page, show } = await openPage(browser, 'dark');
    await show(message('comparison'));
    await page.locator('summary').first().press('Enter');
    expect(await page.locator('details[open]').count()).toBe(1);
    await page.locator('#order-layers').focus();
    await show(message('comparison', false));
    expect(await page.locator('details[open]').count()).toBe(1);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('order-layers');
    await page.locator('#reasons').click();
    expect(await page.locator('details:not([open])').count()).toBe(0);
    await page.context().close();
  });

  test('comes back to where the reader was', async () => {
    const { page, show } = await openPage(browser, 'dark', { state: { v: 1, page: { kind: 'topic', id: entry.id }, scroll: 300, open: [] } });
    await show(message('topic'));
    expect(await page.evaluate(() => window.scrollY)).toBe(300);
    await page.context().close();
  });

  test('a topic is read when its end has been seen', async () => {
    const { page, posted, show } = await openPage(browser, 'dark');
    await show(message('topic'));
    expect(posted.some(({ type }) => type === 'read')).toBe(false);
    await page.locator('.sources').scrollIntoViewIfNeeded();
    await expect.poll(() => posted.at(-1)).toEqual({ type: 'read', topic: entry.id });
    await page.context().close();
  });

  test('a citation leads to its source', async () => {
    const { page, show } = await openPage(browser, 'dark');
    await show(message('topic'));
    await page.locator('a.citation').first().click();
    expect(await page.evaluate(() => document.activeElement?.id)).toMatch(/^source-/);
    await page.context().close();
  });

  test('messages that are none are dropped, and nothing inline runs', async () => {
    const { page, show } = await openPage(browser, 'dark');
    await show(message('start'));
    const before = await page.locator('main').innerHTML();
    await page.evaluate(() => window.dispatchEvent(new MessageEvent('message', { data: { type: 'show', html: '<b>x</b>' } })));
    expect(await page.locator('main').innerHTML()).toBe(before);
    await show({ ...message('start'), html: '<img src="x" onerror="document.title=\'ran\'"><script>document.title="ran"</script>' });
    await page.waitForLoadState();
    expect(await page.title()).toBe('VirtLens');
    await page.context().close();
  });
});

describe('questions on a page', () => {
  test('the first guesses at all questions are the score, said and posted once', async () => {
    const { page, posted, show } = await openPage(browser, 'dark');
    await show(message('topic'));
    const questions = await page.locator('.options').count();
    for (let index = 0; index < questions; index++) {
      const option = page.locator('.options').nth(index).locator('details').first();
      await option.locator('summary').press('Enter');
    }
    const right = await page.locator('.options > li:first-child > details[data-right="true"]').count();
    await expect.poll(() => posted.filter(({ type }) => type === 'answered')).toEqual([{ type: 'answered', topic: entry.id, right, of: questions }]);
    expect(await page.locator('.score').textContent()).toBe(`${right} of ${questions} right at the first guess.`);
    await page.locator('.options').first().locator('summary').last().press('Enter');
    expect(posted.filter(({ type }) => type === 'answered')).toHaveLength(1);
    await page.context().close();
  });
});

describe('the scale explorer', () => {
  test('multiplies what the reader sets, by keyboard, says it, and keeps it', async () => {
    const { page, show, state } = await openPage(browser, 'dark');
    await show(message('scale'));
    const memory = page.locator('[data-measure="memory"]');
    const row = (count: string) => memory.locator(`tr[data-count="${count}"] td`).allTextContents();
    expect(await row('1000')).toEqual(['no number', '4.883 GiB', '25.29 GiB']);
    expect(await memory.locator('.growth g').count()).toBe(2);
    await page.locator('#count-range').focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('#count').inputValue()).toBe('101');
    expect(await row('')).toEqual(['no number', '505 MiB', '2.555 GiB']);
    await page.locator('#each-memory-container').fill('2');
    expect(await row('')).toEqual(['202 MiB', '505 MiB', '2.555 GiB']);
    expect(await memory.locator('.growth g').count()).toBe(3);
    await page.locator('#each-memory-vm').fill('');
    expect(await row('1')).toEqual(['2 MiB', '5 MiB', 'no number']);
    await expect.poll(() => page.locator('#scale-said').textContent()).toContain('N = 101');
    const kept = { kind: 'scale', n: 101, values: { 'memory-container': 2, 'memory-vm': null } };
    expect((await state())?.page).toEqual(kept);
    await show(message('scale', false));
    expect(await row('')).toEqual(['202 MiB', '505 MiB', 'no number']);
    await page.locator('#scale-reset').press('Enter');
    expect(await row('')).toEqual(['no number', '500 MiB', '2.529 GiB']);
    await show({ ...message('scale'), page: kept as Page });
    expect(await page.locator('#count').inputValue()).toBe('101');
    expect(await row('')).toEqual(['202 MiB', '505 MiB', 'no number']);
    await page.context().close();
  });
});

describe('the console of the lab', () => {
  test('what is being typed outlives a new line of the machine, and Enter sends it', async () => {
    const { page, posted, show } = await openPage(browser, 'dark');
    await show(message('lab'));
    await page.locator('#lab-command').fill('pci');
    await show(message('lab', false));
    expect(await page.locator('#lab-command').inputValue()).toBe('pci');
    await page.locator('#lab-command').press('Enter');
    await expect.poll(() => wanted(posted)).toEqual({ type: 'lab', action: 'send', command: 'pci' });
    await page.context().close();
  });
});
