import type { Frame, FrameLocator, Page } from 'playwright-core';

/** What a user does in the workbench, by mouse and keyboard. Each waits for what the user would wait for. */

/** Opens a file of the workspace by Quick Open. */
export async function openFile(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+P');
  const input = page.locator('.quick-input-widget input[type="text"]');
  await input.waitFor();
  await input.fill(name);
  const row = page.locator(`.quick-input-list .monaco-list-row[aria-label^="${name}"]`).first();
  await row.waitFor();
  // What was opened lately stands above what fits better.
  for (let below = 0; below < 9 && !(await row.getAttribute('class'))?.includes('focused'); below++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator(`.tab.active[data-resource-name="${name}"]`).first().waitFor();
  await page.locator('.editor-instance .view-line').first().waitFor();
}

/** Runs a command of the palette by its title. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  const input = page.locator('.quick-input-widget input[type="text"]');
  await input.waitFor();
  await input.fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor();
  await page.keyboard.press('Enter');
}

/** Checks rows of an open picker by their names, as a user does who types to find them, and accepts. */
export async function pickRows(page: Page, names: readonly string[]): Promise<void> {
  const input = page.locator('.quick-input-widget input[type="text"]');
  for (const name of names) {
    await input.fill(name);
    await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
  }
  await page.keyboard.press('Enter');
}

/** Rests the pointer on the n-th occurrence of a text in the editor, once it is drawn. */
export async function pointAt(page: Page, text: string, occurrence = 0): Promise<void> {
  const found = await page.waitForFunction(
    ({ text, occurrence }) => {
      let left = occurrence;
      for (const line of document.querySelectorAll('.editor-instance .view-line')) {
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        const nodes: Node[] = [];
        while (walker.nextNode()) nodes.push(walker.currentNode);
        const whole = nodes
          .map((node) => node.textContent ?? '')
          .join('')
          .replaceAll('\u00a0', ' ');
        const at = whole.indexOf(text);
        if (at < 0 || left-- > 0) continue;
        let passed = 0;
        for (const node of nodes) {
          const length = node.textContent?.length ?? 0;
          if (passed + length > at) {
            const range = document.createRange();
            range.setStart(node, at - passed);
            range.setEnd(node, Math.min(length, at - passed + text.length));
            const box = range.getBoundingClientRect();
            return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
          }
          passed += length;
        }
      }
      return undefined;
    },
    { text, occurrence },
  );
  const place = await found.jsonValue();
  if (!place) return;
  await page.mouse.move(place.x - 2, place.y + 40);
  await page.mouse.move(place.x, place.y, { steps: 4 });
}

/** Hovers a text and answers what the VirtLens hover says. A pointer that came before the extension was active moves again. */
export async function hoverText(page: Page, text: string, occurrence = 0): Promise<string> {
  const hover = page.locator('.monaco-hover:not(.hidden) .hover-row', { hasText: 'VirtLens' }).first();
  for (let attempt = 1; ; attempt++) {
    await page.mouse.move(0, 0);
    await page.locator('.monaco-hover:not(.hidden)').first().waitFor({ state: 'detached' });
    await pointAt(page, text, occurrence);
    try {
      await hover.waitFor({ timeout: 4_000 });
      return await hover.innerText();
    } catch (error) {
      if (attempt === 6) throw error;
    }
  }
}

/** The panel's page, inside the two frames of a webview. Its locators wait for it. */
export function panel(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
}

/** The panel's frame itself, for what locators cannot ask. */
export async function panelFrame(page: Page, heading: string): Promise<Frame> {
  const title = panel(page).locator('main#content h1', { hasText: heading });
  await title.waitFor();
  const frame = await (await title.elementHandle())?.ownerFrame();
  if (!frame) throw new Error('the panel has no frame');
  return frame;
}
