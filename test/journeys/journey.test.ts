import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../../src/cli/files.ts';
import { hoverText, openFile, panel, pickRows, pointAt, runCommand } from '../bed/actions.ts';
import { openWorkbench, type Workbench, type WorkbenchOptions } from '../bed/browser.ts';

/** A workbench on a copy of the samples, for all tests of a block. */
function workbench(options: Omit<WorkbenchOptions, 'folder'> = {}): { readonly current: Workbench } {
  const folder = mkdtempSync(join(tmpdir(), 'virtlens-journey-'));
  let current: Workbench | undefined;
  beforeAll(async () => {
    cpSync(join(ROOT, 'media', 'samples'), folder, { recursive: true });
    current = await openWorkbench({ folder, ...options });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    await current?.page.screenshot({ path: join(ROOT, '.vscode-test', 'failures', `${task.name.replace(/\W+/g, '-')}.png`) });
  });
  afterAll(async () => {
    await current?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    get current() {
      if (!current) throw new Error('the workbench is not open');
      return current;
    },
  };
}

describe('by mouse', () => {
  const bench = workbench({ settings: { 'virtlens.environment.statusBar': true } });

  test('a hover leads to its topic, and the topic to the next', async () => {
    const { page } = bench.current;
    await openFile(page, 'Dockerfile');
    expect(await hoverText(page, 'debian:12-slim')).toContain('glibc');
    await page.locator('.monaco-hover a', { hasText: 'Which operating systems' }).click();
    await panel(page).locator('h1', { hasText: 'Which operating systems can run where' }).waitFor();
    const next = panel(page).locator('nav a[data-topic]').first();
    const title = ((await next.textContent()) ?? '').trim();
    await next.click();
    await panel(page).locator('h1', { hasText: title }).waitFor();
  });

  test('the commands inside RUN answer, and their neighbours are silent', async () => {
    const { page } = bench.current;
    await openFile(page, 'misconceptions.Dockerfile');
    expect(await hoverText(page, 'modprobe')).toContain('kernel');
    await pointAt(page, 'br_netfilter');
    await page.locator('.monaco-hover:not(.hidden) .hover-row', { hasText: 'VirtLens' }).waitFor({ state: 'detached' });
  });

  test('the sidebar shows the path, what the file is about, and what has been read', async () => {
    const { page } = bench.current;
    await page.locator('.activitybar a[aria-label^="VirtLens"]').click();
    const tree = page.locator('.sidebar [role="tree"]');
    await tree.getByText('About this file').waitFor();
    await tree.locator('[role="treeitem"]', { hasText: 'What a container isolates' }).click();
    await panel(page).locator('h1', { hasText: 'What a container isolates' }).waitFor();
    await panel(page).locator('.sources').scrollIntoViewIfNeeded();
    await tree.locator('[role="treeitem"][aria-label^="What a container isolates, read"]').waitFor();
  });

  test('a comparison opens by command, sorts, and gives the reason and source behind a cell', async () => {
    const { page } = bench.current;
    await runCommand(page, 'VirtLens: Compare Technologies…');
    await pickRows(page, ['FreeBSD jail', 'VirtualBox']);
    const view = panel(page);
    await view.locator('h1', { hasText: 'FreeBSD jail' }).waitFor();
    expect(await view.locator('figure svg.stack').count()).toBe(1);
    const kernel = view.locator('tr', { has: view.locator('th[scope="row"]', { hasText: /^Kernel/ }) });
    await kernel.locator('summary').first().click();
    await kernel.locator('.reason a[href^="https://"]').first().waitFor();
    expect(await view.locator('tr.group th').first().textContent()).toContain('Different');
    await view.locator('#order-layers').click();
    await view.locator('#order-layers[aria-pressed="true"]').waitFor();
    expect(await view.locator('tr.group th').first().textContent()).not.toContain('Different');
    expect(await kernel.locator('details[open]').count()).toBe(1);
  });

  test('the isolation map goes to the line that decided, and survives a reload of the window', async () => {
    const { page } = bench.current;
    await openFile(page, 'Dockerfile');
    await runCommand(page, 'VirtLens: Show Isolation Map of This File');
    const view = panel(page);
    await view.locator('h1', { hasText: 'Isolation map' }).waitFor();
    await view.locator('button[data-reveal]', { hasText: 'USER 1000' }).first().click();
    await page.locator('.statusbar-item', { hasText: 'Ln 26' }).waitFor();
    await Promise.all([page.waitForEvent('framenavigated', (frame) => frame === page.mainFrame()), runCommand(page, 'Developer: Reload Window')]);
    await panel(page).locator('h1', { hasText: 'Isolation map' }).waitFor({ timeout: 60_000 });
  });

  test('the status bar names what the window runs in, once asked to, and leads to the evidence', async () => {
    const { page } = bench.current;
    await page.locator('.statusbar a[aria-label^="What this window runs in, from the inside out"]').click();
    await panel(page).locator('h1', { hasText: 'What this window runs in' }).waitFor();
    await panel(page).locator('.surroundings summary').first().waitFor();
  });
});

describe('in the lab', () => {
  const bench = workbench();

  test('a rung of the lab runs at a guess after its commands were shown, says what it saw or why it could not, and is kept', async () => {
    const { page } = bench.current;
    await runCommand(page, 'VirtLens: Open the Lab');
    const view = panel(page);
    const rung = view.locator('section.rung', { has: view.locator('#rung-title-namespaces') });
    await rung.locator('summary', { hasText: 'What a click runs' }).click();
    await rung.locator('pre', { hasText: 'unshare' }).first().waitFor();
    expect(await rung.locator('.verdicts').count()).toBe(await rung.locator('details .verdicts').count());
    await rung.locator('#rung-namespaces-host').click();
    await rung.locator('p.status').waitFor({ timeout: 60_000 });
    // Where namespaces are forbidden the reason has been said, and the virtual machine shows the rest.
    const id = (await rung.locator('.guessed').count()) ? 'namespaces' : 'embedded';
    if (id === 'embedded') await view.locator('#rung-embedded-other').click();
    await view.locator('.guessed', { hasText: 'Right: uname -r printed' }).waitFor({ timeout: 60_000 });
    await view.locator('#measured').waitFor();
    await view.locator(`#density-${id}`).click();
    await view.locator('.extrapolated').waitFor({ state: 'attached', timeout: 60_000 });
    await view.locator('#export:enabled').click();
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Markdown' }).click();
    await page.locator('.view-line', { hasText: 'All rungs side by side' }).waitFor();
    await runCommand(page, 'View: Revert and Close Editor');
    await view.locator('#measured').waitFor();
    await Promise.all([page.waitForEvent('framenavigated', (frame) => frame === page.mainFrame()), runCommand(page, 'Developer: Reload Window')]);
    const again = panel(page).locator('section.rung', { has: panel(page).locator(`#rung-title-${id}`) });
    await again.locator('.hint', { hasText: 'Measured here on' }).waitFor({ timeout: 60_000 });
  });
});

describe('by keyboard', () => {
  const bench = workbench({ theme: 'highContrast' });

  test('from the tree into a topic, to a link in it, and back to the hover in the editor', async () => {
    const { page } = bench.current;
    await openFile(page, 'Dockerfile');
    await runCommand(page, 'VirtLens: Open Topic…');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'PID 1' }).waitFor();
    await page.keyboard.type('PID 1');
    await page.keyboard.press('Enter');
    const view = panel(page);
    await view.locator('h1:focus', { hasText: 'PID 1' }).waitFor();
    // The first stop is a term of the glossary, which explains itself; the links come after it.
    await page.keyboard.press('Tab');
    await view.locator('.term:focus [role="tooltip"]').waitFor();
    for (let stop = 0; stop < 20 && (await view.locator('a:focus').count()) === 0; stop++) await page.keyboard.press('Tab');
    await view.locator('a:focus').first().waitFor();
    await page.keyboard.press('Control+1');
    await page.locator('.editor-instance .monaco-editor.focused').waitFor();
    await runCommand(page, 'Go to Line/Column...');
    await page.locator('.quick-input-widget input[type="text"]').waitFor();
    await page.keyboard.type('17:8');
    await page.keyboard.press('Enter');
    await page.locator('.statusbar-item', { hasText: 'Ln 17, Col 8' }).waitFor();
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+I');
    await page.locator('.monaco-hover:not(.hidden) .hover-row', { hasText: 'VirtLens' }).first().waitFor();
  });

  test('four columns, two of them from the reader’s own files', async () => {
    const { page } = bench.current;
    await openFile(page, 'compose.yaml');
    await openFile(page, 'Vagrantfile');
    await page.locator('.statusbar-item', { hasText: 'Ruby' }).waitFor();
    await runCommand(page, 'VirtLens: Compare Technologies…');
    const rows = page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'compose.yaml' }).first().waitFor();
    for (const [index, name] of ['compose.yaml', 'Vagrantfile', 'FreeBSD jail', 'Xen PV guest'].entries()) {
      await page.keyboard.press('Control+A');
      await page.keyboard.type(name);
      await rows.filter({ hasText: name }).first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Space');
      await page.locator('.quick-input-count', { hasText: `${index + 1} Selected` }).waitFor();
      // Where the arrow leads from the list depends on what is filtered; back to the field in any case.
      await page.locator('.quick-input-widget input[type="text"]').focus();
    }
    await page.keyboard.press('Enter');
    const view = panel(page);
    await view.locator('h1:focus', { hasText: 'Xen PV guest' }).waitFor();
    expect(await view.locator('table.layers thead th').count()).toBe(5);
    for (let stop = 0; stop < 6 && (await view.locator('#order-answers:focus').count()) === 0; stop++) await page.keyboard.press('Tab');
    await view.locator('#order-answers:focus').press('Space');
    await view.locator('#order-answers[aria-pressed="true"]:focus').waitFor();
  });
});

describe('in Japanese, in the browser’s web worker host', () => {
  const bench = workbench({ locale: 'ja', kind: 'web' });

  test('hover, tree, topic and comparison speak Japanese', async () => {
    const { page } = bench.current;
    await openFile(page, 'Dockerfile');
    expect(await hoverText(page, 'debian:12-slim')).toMatch(/ユーザーランド[\s\S]*カーネル/);
    expect(await hoverText(page, 'apt-get', 1)).toMatch(/[ぁ-ん]/);
    await page.locator('.activitybar a[aria-label^="VirtLens"]').click();
    await page.locator('.sidebar [role="tree"]').getByText('このファイルについて').waitFor();
    await runCommand(page, 'VirtLens: トピックを開く…');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'PID 1' }).first().click();
    const view = panel(page);
    await view.locator('h1', { hasText: 'PID 1' }).waitFor();
    expect(await view.locator('html').getAttribute('lang')).toBe('ja');
    await runCommand(page, 'VirtLens: 技術を比較…');
    await pickRows(page, ['LXC', 'KVM']);
    await view.locator('button', { hasText: '違いを先に' }).waitFor();
  });

  test('the lab boots its machine in a worker, which answers and is switched off', async () => {
    const { page } = bench.current;
    await runCommand(page, 'VirtLens: 実験室を開く');
    const view = panel(page);
    await view.locator('#lab-start').click();
    await view.locator('#lab-command:enabled').fill('uptime');
    await view.locator('#lab-command').press('Enter');
    await view.locator('.console', { hasText: /> uptime\n.*\S/ }).waitFor();
    const boot = view
      .locator('section', { has: view.locator('#lab-machine') })
      .locator('tr', { hasText: 'ブートID' })
      .locator('code');
    const [first] = await boot.allTextContents();
    await view.locator('#lab-command').fill('poweroff');
    await view.locator('#lab-send').click();
    await view.locator('#lab-status', { hasText: '自分で電源を切りました' }).waitFor();
    await view.locator('#lab-start').click();
    await view.locator('#lab-command:enabled').waitFor();
    expect(await boot.textContent()).not.toBe(first);
    await view.locator('#lab-stop').click();
    await view.locator('#lab-start:enabled').waitFor();
  });
});
