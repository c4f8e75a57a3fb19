// `npm run screenshots`: the pictures of the README, taken from the running extension.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { hoverText, openFile, panel, pickRows, runCommand } from './actions.ts';
import { root } from './base.mjs';
import { openWorkbench, type WorkbenchOptions } from './browser.ts';

const target = join(root, 'media', 'screenshots');
const viewport = { width: 1200, height: 760 };
mkdirSync(target, { recursive: true });

await shoot({ theme: 'dark' }, async (page, save) => {
  await openFile(page, 'misconceptions.Dockerfile');
  await hoverText(page, 'modprobe');
  await save('hover');
  await openFile(page, 'Dockerfile');
  await runCommand(page, 'VirtLens: Show Isolation Map of This File');
  await panel(page).locator('h1', { hasText: 'Isolation map' }).waitFor();
  await save('map');
});

await shoot({ theme: 'light' }, async (page, save) => {
  await openFile(page, 'Dockerfile');
  await page.locator('.activitybar a[aria-label^="VirtLens"]').click();
  await page.locator('.sidebar [role="treeitem"]', { hasText: 'Why does' }).first().click();
  await panel(page).locator('h1', { hasText: 'Why does' }).waitFor();
  await save('sidebar');
});

await shoot({ theme: 'dark' }, async (page, save) => {
  await runCommand(page, 'VirtLens: Compare Technologies…');
  await pickRows(page, ['Docker container', 'FreeBSD jail', 'Xen PV', 'KVM']);
  await panel(page).locator('svg.stack').waitFor();
  await page.keyboard.press('Control+B');
  await page.locator('.sidebar').waitFor({ state: 'hidden' });
  await save('comparison');
});

await shoot({ theme: 'dark' }, async (page, save) => {
  await runCommand(page, 'VirtLens: Open the Lab');
  const rung = panel(page).locator('section.rung', { has: panel(page).locator('#rung-title-namespaces') });
  await rung.locator('#rung-namespaces-host').click();
  await rung.locator('.guessed').waitFor();
  await page.keyboard.press('Control+B');
  await rung.locator('h3').evaluate((title) => title.scrollIntoView());
  await save('lab');
});

await shoot({ theme: 'dark', locale: 'ja' }, async (page, save) => {
  await openFile(page, 'Dockerfile');
  await page.locator('.activitybar a[aria-label^="VirtLens"]').click();
  await page.locator('.sidebar [role="treeitem"]').first().waitFor();
  await hoverText(page, 'VOLUME');
  await save('japanese');
});

async function shoot(options: Omit<WorkbenchOptions, 'folder'>, take: (page: Page, save: (name: string) => Promise<void>) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'virtlens-samples-'));
  cpSync(join(root, 'media', 'samples'), folder, { recursive: true });
  const { page, close } = await openWorkbench({ folder, viewport, ...options });
  try {
    await take(page, async (name) => {
      await page.screenshot({ path: join(target, `${name}.png`) });
      console.log(`media/screenshots/${name}.png`);
    });
  } finally {
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
}
