import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../../src/cli/files.ts';
import { MARK, processes } from '../../src/lab-node/tree.ts';
import { panel, runCommand } from '../bed/actions.ts';
import { openWorkbench, type Workbench } from '../bed/browser.ts';
import { until } from '../support/lab.ts';

/** Seconds that nobody else's processes sleep. */
const OUTSIDE = `71${process.pid}`;
const INSIDE = `72${process.pid}`;

/**
 * Stands for `unshare`. While the file `hang` lies beside it, namespaces with a mount and two processes in them are made
 * and nothing is reported; one more process is outside, in a session of its own. Else it is the real one.
 */
const FAKE = `#!/bin/sh
[ -e "\${0%/*}/hang" ] || exec /usr/bin/unshare "$@"
setsid sleep ${OUTSIDE} &
exec /usr/bin/unshare --user --map-root-user --mount --pid --fork --kill-child --mount-proc -- \\
  sh -c 'mount -t tmpfs none "$1/mnt"; sleep ${INSIDE} & sleep ${INSIDE}' sh "\${0%/*}"
`;

const can = spawnSync('/usr/bin/unshare', ['--user', '--map-root-user', '--mount', '--pid', '--fork', '--mount-proc', 'true']).status === 0;
if (!can) console.log('skipped: no user namespaces here, to hang in');

function read(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}

function sleeping(seconds: string): number[] {
  return processes().filter((pid) => read(`/proc/${pid}/cmdline`) === `sleep\0${seconds}\0`);
}

describe.runIf(can)('the lab leaves nothing', () => {
  const den = mkdtempSync(join(tmpdir(), 'virtlens-safety-'));
  const temporary = join(den, 'tmp');
  const hang = join(den, 'hang');
  let bench: Workbench;

  beforeAll(async () => {
    for (const name of ['tmp', 'mnt', 'work']) mkdirSync(join(den, name));
    writeFileSync(join(den, 'unshare'), FAKE);
    chmodSync(join(den, 'unshare'), 0o755);
    bench = await openWorkbench({
      folder: join(den, 'work'),
      machineSettings: { 'virtlens.lab.tools': { unshare: join(den, 'unshare') } },
      env: { TMPDIR: temporary },
    });
    await runCommand(bench.page, 'VirtLens: Open the Lab');
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await bench.page.screenshot({ path: join(ROOT, '.vscode-test', 'failures', `${task.name.replace(/\W+/g, '-')}.png`) });
  });
  afterAll(async () => {
    await bench?.close();
    for (const pid of [...sleeping(OUTSIDE), ...sleeping(INSIDE)]) process.kill(pid, 'SIGKILL');
    rmSync(den, { recursive: true, force: true });
  });

  /** Those of this journey: the temporary folder is its own. */
  const folders = () => readdirSync(temporary).filter((name) => name.startsWith('virtlens-lab-'));
  const mounts = () => processes().filter((pid) => read(`/proc/${pid}/mountinfo`).includes(join(den, 'mnt')));
  const marks = new Set<string>();
  const marked = () => processes().filter((pid) => [...marks].some((lab) => read(`/proc/${pid}/environ`).includes(`${MARK}=${lab}`)));
  const owner = () => {
    const note = JSON.parse(read(join(temporary, folders()[0] ?? '', 'owner.json'))) as { readonly pid: number; readonly id: string };
    marks.add(note.id);
    return note.pid;
  };
  const rung = () => panel(bench.page).locator('section.rung', { has: panel(bench.page).locator('#rung-title-namespaces') });
  const start = async () => {
    await rung().locator('#rung-namespaces:enabled').click();
  };
  const hanging = async () => {
    writeFileSync(hang, '');
    await start();
    expect(await until(() => sleeping(INSIDE).length === 2 && mounts().length > 0, 20_000), 'the rung hangs, with its mount and all its processes').toBe(true);
    return owner();
  };
  const nothingLeft = async () => {
    expect(await until(() => folders().length === 0 && marked().length === 0), `left: ${folders()} ${marked()}`).toBe(true);
    expect([sleeping(OUTSIDE), sleeping(INSIDE), mounts()]).toEqual([[], [], []]);
  };

  test('after cancelling by mouse', async () => {
    await hanging();
    await rung().locator('#rung-cancel').click();
    await rung().locator('p.status', { hasText: 'Cancelled' }).waitFor();
    await nothingLeft();
  });

  test('after the limit of time', async () => {
    await hanging();
    await rung().locator('p.status', { hasText: 'did not finish within the limit' }).waitFor();
    await nothingLeft();
  });

  test('after kill -9 of the extension host: what was in the namespaces at once, the rest with the next rung, and after its success', async () => {
    const host = await hanging();
    expect(read(`/proc/${host}/cmdline`)).toContain('extensionHost');
    process.kill(host, 'SIGKILL');
    expect(await until(() => sleeping(INSIDE).length === 0 && mounts().length === 0), 'the kernel ended the rung with its parent').toBe(true);
    expect(marked()).toEqual(sleeping(OUTSIDE));
    expect(folders()).toHaveLength(1);

    rmSync(hang);
    // A window with an extension under development does not start its host again by itself, nor restore the panel then.
    await Promise.all([
      bench.page.waitForEvent('framenavigated', (frame) => frame === bench.page.mainFrame()),
      runCommand(bench.page, 'Developer: Reload Window'),
    ]);
    // The icon is remembered from before; that the tree has items says that the extension runs.
    await bench.page.locator('.activitybar a[aria-label^="VirtLens"]').click({ timeout: 60_000 });
    await bench.page.locator('.sidebar [role="treeitem"]', { hasText: 'What a container isolates' }).waitFor({ timeout: 60_000 });
    await runCommand(bench.page, 'VirtLens: Open the Lab');
    await rung().waitFor({ timeout: 60_000 });
    expect(folders()).toHaveLength(1);
    await start();
    await rung().locator('.verdicts >> visible=true').first().waitFor({ timeout: 60_000 });
    await nothingLeft();
  });
});
