import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import type { Core } from '../../src/model/knowledge.ts';
import { panelFrame, runCommand } from '../bed/actions.ts';
import { openWorkbench } from '../bed/browser.ts';
import { extensionKnown } from '../bed/ready.ts';
import { median, quantile } from './measure.ts';
import { product, workspace } from './product.ts';
import { type Row, time } from './table.ts';

const attempts = 5;
const patience = 8_000;

/** What one showing took, in milliseconds. */
interface Shown {
  /** The page script's own measure: the message arrives, its HTML stands, the next frame is about to be drawn. */
  readonly paint: number;
  /** From the reader's Enter to that frame: extension host, rendering and, for the first, the webview's start. */
  readonly sinceEnter: number;
}

/** Topics and comparisons in the real VS Code: the first of a window (cold) and those after it (warm). */
export async function panel(quick: boolean): Promise<Row[]> {
  const [folder, extensionPath] = [workspace(), product().folder];
  const core: Core = JSON.parse(readFileSync(join(extensionPath, 'dist', 'knowledge', 'core.en.json'), 'utf8'));
  const titles = core.groups.flatMap((group) => group.topics.map(({ title }) => title.replaceAll('`', '')));
  const pair = ['docker', 'kvm'].flatMap((id) => core.technologies.find((technology) => technology.id === id)?.name ?? []);
  const cold: Shown[] = [];
  const warm: Shown[] = [];
  const comparisons: Shown[] = [];
  for (let run = 0; run < (quick ? 1 : 5); run++) {
    const { page, close } = await openWorkbench({ folder, extensionPath });
    try {
      await extensionKnown(page);
      page.setDefaultTimeout(patience);
      for (const [index, title] of titles.entries()) (index === 0 ? cold : warm).push(await openTopic(page, title));
      comparisons.push(await compare(page, pair));
    } finally {
      await close();
    }
  }
  return [row('first topic of a window', cold), row('further topics', warm), row(`comparison of ${pair.join(' and ')}`, comparisons)];
}

function row(what: string, shown: readonly Shown[]): Row {
  const paints = shown.map(({ paint }) => paint);
  const waits = shown.map(({ sinceEnter }) => sinceEnter);
  return {
    measure: `Panel, message → paint: ${what}, ${shown.length}× (Enter → paint: median ${time(median(waits))}, worst ${time(quantile(waits, 1))})`,
    median: time(median(paints)),
    p99: time(quantile(paints, 0.99)),
  };
}

async function openTopic(page: Page, title: string): Promise<Shown> {
  const before = await paints(page);
  await ask(page, 'VirtLens: Open Topic', (input) => choose(page, input, 'Type to search', title));
  return shownAfter(page, before, title);
}

async function compare(page: Page, names: readonly string[]): Promise<Shown> {
  const before = await paints(page);
  await ask(page, 'VirtLens: Compare Technologies', async (input) => {
    for (const name of names) await (await choose(page, input, 'Choose two to four', name)).click();
  });
  return shownAfter(page, before);
}

/** Runs a command and answers its quick pick. A panel that takes the focus late closes a quick pick: then once more. */
async function ask(page: Page, command: string, answer: (input: Locator) => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await runCommand(page, command);
      return void (await answer(page.locator('.quick-input-widget input[type="text"]')));
    } catch (error) {
      if (attempt === attempts) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

/** Filters the quick pick with this placeholder. @returns the row it comes down to */
async function choose(page: Page, input: Locator, placeholder: string, text: string): Promise<Locator> {
  await input.and(page.locator(`[placeholder^="${placeholder}"]`)).fill(text);
  const found = page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
  await found.waitFor();
  return found;
}

/** Presses Enter and waits for the page script to have measured one more paint. */
async function shownAfter(page: Page, before: number, heading = ''): Promise<Shown> {
  const entered = Date.now();
  await page.keyboard.press('Enter');
  const frame = await panelFrame(page, heading);
  await frame.waitForFunction((count) => performance.getEntriesByName('virtlens:paint').length > count, before);
  return frame.evaluate((entered) => {
    const last = performance.getEntriesByName('virtlens:paint').at(-1);
    if (!last) throw new Error('no paint was measured');
    return { paint: last.duration, sinceEnter: performance.timeOrigin + last.startTime + last.duration - entered };
  }, entered);
}

/** How many paints the page script has measured so far; none before the panel is open. */
async function paints(page: Page): Promise<number> {
  const counts = page.frames().map((frame: Frame) => frame.evaluate(() => performance.getEntriesByName('virtlens:paint').length).catch(() => 0));
  return Math.max(0, ...(await Promise.all(counts)));
}
