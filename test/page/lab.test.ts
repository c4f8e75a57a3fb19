import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { summarize } from '../../src/lab/report.ts';
import type { RungResult } from '../../src/model/lab.ts';
import { type LabState, renderLab } from '../../src/render/lab.ts';
import { renderLadder } from '../../src/render/ladder.ts';
import type { LadderState } from '../../src/render/ladder-state.ts';
import { launch } from '../bed/browser.ts';
import { knowledge } from '../support/knowledge.ts';
import { ladderShown, ladderState, rungResult } from '../support/ladder.ts';
import { openPage } from './open-page.ts';

const shown = await ladderShown();
const guest = await knowledge().labGuest();
const idle: LabState = { phase: 'idle', report: summarize([]), lines: [], first: 0, complete: 0 };
const lab = (state: Partial<LadderState> = {}, rungs: readonly RungResult[] = [], machine: Partial<LabState> = {}, fresh = false) => ({
  type: 'show' as const,
  page: { kind: 'lab' as const },
  html:
    renderLab({ ...idle, ...machine }, guest, { core: shown.look.core, sources: guest.sources }) + renderLadder({ ...ladderState({}, rungs), ...state }, shown),
  lang: 'en',
  fresh,
});
const running = (rung: string, what: 'rung' | 'all' | 'density') => ({ running: { rung, what } });
const results = [rungResult('host', { 'uname.release': '6' }), rungResult('namespaces', { 'uname.release': '6' })];

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe('the lab by keyboard and by ear', () => {
  const open = async () => {
    const opened = await openPage(browser, 'light');
    const { page } = opened;
    return {
      ...opened,
      focused: () => page.evaluate(() => document.activeElement?.id),
      announced: () => page.evaluate(() => document.querySelector('.announcer')?.textContent),
    };
  };

  test('the focus stays with the rung: on its buttons, on “Cancel” while it runs, and on “again” afterwards', async () => {
    const { page, show, focused, posted } = await open();
    await show(lab({}, [], {}, true));
    await page.locator('#rung-namespaces-host').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => posted.at(-1)).toEqual({ type: 'lab', action: 'rung', rung: 'namespaces', guess: 'host' });
    await show(lab(running('namespaces', 'rung')));
    expect(await focused()).toBe('rung-cancel');
    await show(lab({}, results));
    expect(await focused()).toBe('rung-namespaces');
    await page.locator('#rung-all').focus();
    await show(lab(running('host', 'all'), results));
    expect(await focused()).toBe('rung-cancel');
    await show(lab(running('namespaces', 'all'), results));
    expect(await focused()).toBe('rung-cancel');
    await show(lab({}, results));
    expect(await focused()).toBe('rung-all');
    const link = page.locator('[data-group="rung-namespaces"] .cited a').first();
    await link.focus();
    const text = await link.textContent();
    await show(lab({}, results));
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(text);
    await page.context().close();
  });

  test('what changes is said once, with the rung’s name, and nothing else is', async () => {
    const { page, show, announced } = await open();
    const none = rungResult('runc', {}, { available: false, reason: { id: 'timeout' } });
    await show(lab({ failed: { runc: none } }, [], {}, true));
    expect(await announced()).toBe('');
    await show(lab({ failed: { runc: none }, ...running('namespaces', 'rung') }));
    expect(await announced()).toBe('Namespaces: Running…');
    await show(lab({ failed: { runc: none } }, results));
    expect(await announced()).toMatch(/^Namespaces: Measured here on 2026-11-24/);
    await show(lab({ failed: { runc: none }, ...running('runc', 'rung') }, results));
    await show(lab({ failed: { runc: none } }, results));
    expect(await announced()).toMatch(/^runc, without Docker: It did not finish/);
    await show(lab({ ...running('host', 'all') }, results));
    expect(await announced()).toMatch(/: Running… Process on the host$/);
    await page.context().close();
  });

  test('the embedded machine: its state and the answers to commands are said, its long report is not', async () => {
    const { page, show, announced } = await open();
    await show(lab({}, [], {}, true));
    await show(lab({}, [], { phase: 'starting' }));
    expect(await announced()).toMatch(/: Starting…$/);
    const said = ['a report', 'of many lines'];
    await show(lab({}, [], { phase: 'running', lines: said, first: 1, complete: 2 }));
    expect(await announced()).toMatch(/: Running\. First line after 1 ms/);
    await show(lab({}, [], { phase: 'running', lines: [...said, '> uptime', '42'], first: 1, complete: 2 }));
    expect(await announced()).toBe('> uptime 42');
    await page.context().close();
  });

  test('a budget that is none or out of range is corrected, not dropped', async () => {
    const { page, show, posted } = await open();
    await show(lab({}, [], {}, true));
    for (const [typed, budget] of [
      ['', 1024],
      ['1', 64],
      ['9999999999', 1048576],
      ['200.4', 200],
    ] as const) {
      await page.locator('#density-budget').fill(typed);
      await page.locator('#density-namespaces').click();
      await expect.poll(() => posted.at(-1)).toEqual({ type: 'lab', action: 'density', rung: 'namespaces', budget });
      expect(await page.locator('#density-budget').inputValue()).toBe(String(budget));
    }
    await page.context().close();
  });
});
