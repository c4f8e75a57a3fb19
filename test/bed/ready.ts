import type { Page } from 'playwright-core';
import { pointAt } from './actions.ts';

const attempts = 6;
const patience = 5_000;

/** Waits until VS Code knows the extension: its view container stands in the activity bar, its commands are in the palette. */
export async function extensionKnown(page: Page): Promise<void> {
  await page.locator('.activitybar [aria-label="VirtLens"]').first().waitFor();
}

/** Hovers until VirtLens answers: VS Code does not repeat a hover it asked for before the extension was active. */
export async function firstHover(page: Page, text: string): Promise<string> {
  const hover = page.locator('.monaco-hover:not(.hidden) .hover-row', { hasText: 'VirtLens' }).first();
  for (let attempt = 1; ; attempt++) {
    await page.mouse.move(1, 1);
    await pointAt(page, text);
    try {
      await hover.waitFor({ timeout: patience });
      return (await hover.textContent()) ?? '';
    } catch (error) {
      if (attempt === attempts) throw error;
    }
  }
}
