import { describe, expect, test } from 'vitest';
import { EMPTY, withDensity, withReport } from '../../src/lab/history.ts';
import type { RungResult } from '../../src/model/lab.ts';
import { labMarkdown } from '../../src/render/lab-markdown.ts';
import { renderLadder } from '../../src/render/ladder.ts';
import type { LadderState } from '../../src/render/ladder-state.ts';
import { ladderShown, ladderState, MACHINE, rungResult, visit } from '../support/ladder.ts';

const shown = await ladderShown();
const { core } = shown.look;
const page = (state: Partial<LadderState> = {}, rungs: readonly RungResult[] = []) => renderLadder(ladderState(state, rungs), shown);
const rung = (html: string, id: string) => html.split('<section class="rung"').find((part) => part.includes(`id="rung-title-${id}"`)) ?? '';
const host = rungResult(
  'host',
  { boot_id: 'b', 'uname.release': '6', 'ns.net': 'net:[1]', hostname: 'h' },
  { startup: { median: 4, min: 3, max: 5, n: 5 }, costs: { shell: 100, machine: 2 } },
);
const clickable = (html: string) =>
  [...html.matchAll(/<button[^>]*data-action="(?:rung|rung-all|density)"[^>]*>/g)].filter(([tag]) => !tag.includes('disabled')).length;

describe('the ladder on the page', () => {
  test('the commands stand before the buttons, each argument explained', () => {
    const html = rung(page(), 'namespaces');
    expect(html.indexOf('unshare')).toBeLessThan(html.indexOf('data-action="rung"'));
    expect(html).toMatch(/<li><code>--net<\/code> \S/);
  });

  test('nothing can be clicked where none may run, or while one runs; of other systems’ rungs none can', () => {
    expect(clickable(rung(page(), 'namespaces'))).toBe(3);
    for (const can of ['untrusted', 'browser'] as const) {
      expect(clickable(page({ can }))).toBe(0);
      expect(page({ can })).toContain(core.words[`ladder.${can}`]?.slice(0, 20));
    }
    for (const what of ['rung', 'all', 'density'] as const) {
      const running = page({ running: { rung: 'namespaces', what } });
      expect(clickable(running)).toBe(0);
      expect(running.match(/data-action="rung-cancel"/g)).toHaveLength(1);
      expect(rung(running, 'namespaces').includes('rung-cancel')).toBe(what === 'rung');
    }
    expect(rung(page(), 'wsl2')).not.toContain('<button');
    expect(rung(page({ machine: { ...MACHINE, system: 'win32' } }), 'namespaces')).not.toContain('<button');
  });

  test('while all run one after the other, one button ends them, also while the host is measured', () => {
    for (const id of ['host', 'runc']) {
      const running = page({ running: { rung: id, what: 'all' } }, [host]);
      expect(running).toMatch(/data-group="ladder"><button[^>]*id="rung-cancel"/);
      expect(running).not.toContain('id="rung-all"');
    }
  });

  test('each button and each element that opens has a name of its own', () => {
    const results = shown.lab.rungs.map(({ id }) => rungResult(id, { boot_id: 'b' }, { startup: { median: 80, min: 70, max: 90, n: 5 } }));
    const history = withReport(withReport(EMPTY, visit(results)), visit(results));
    for (const html of [page(), page({ history }), page({ running: { rung: 'runc', what: 'rung' } })]) {
      const names = [
        ...[...html.matchAll(/<summary(?: aria-label="([^"]+)")?>([^<]*)/g)].map(([, label, text]) => label ?? text),
        ...[...html.matchAll(/<button[^>]*?(?:aria-labelledby="([^"]+)"[^>]*)?>(.*?)<\/button>/g)].map(([, label, text]) => label ?? text),
      ];
      expect(names.length).toBeGreaterThan(50);
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
      for (const [, ids = ''] of html.matchAll(/aria-labelledby="([^"]+)"/g)) for (const id of ids.split(' ')) expect(html).toContain(` id="${id}"`);
    }
  });

  test('a program that is not there is said to be missing, and has no button', () => {
    const html = page({ has: (tool) => tool !== 'bwrap' });
    expect(rung(html, 'bubblewrap')).toMatch(/not on this machine[\s\S]*<code>bwrap<\/code>/);
    expect(rung(html, 'bubblewrap')).not.toContain('<button');
    expect(html).not.toContain('id="density-bubblewrap"');
    expect(html).toContain('id="density-namespaces"');
  });

  test('a guess is asked for before the first run, and answered with what was printed and why', () => {
    const before = rung(page(), 'chroot');
    expect(before).toMatch(/data-guess="host"[^>]*>The same as here <code>6\.1-host<\/code>/);
    expect(before).toContain('data-guess="other"');
    const inside = rungResult('chroot', { boot_id: 'b', 'uname.release': '6' });
    const right = rung(page({ guesses: { chroot: 'host' } }, [host, inside]), 'chroot');
    expect(right).toMatch(/class="status guessed"[^>]*>Right: <code>uname -r<\/code> printed <code>6<\/code>\./);
    expect(right).toContain('the same running kernel');
    expect(right).not.toContain('data-guess');
    expect(rung(page({ guesses: { chroot: 'other' } }, [host, inside]), 'chroot')).toContain('Not what you expected');
    const other = rungResult('gvisor', { 'uname.release': '4.4.0' });
    expect(rung(page({ guesses: { gvisor: 'other' } }, [host, other]), 'gvisor')).toContain('Right: ');
    expect(rung(page({}, [host, inside]), 'chroot')).not.toContain('guessed');
  });

  test('what was measured stands beside the host, with what it says of the layers, and stays text', () => {
    const html = rung(page({}, [host, rungResult('chroot', { boot_id: 'b', 'uname.release': '6', 'ns.net': 'net:[1]', hostname: '<script>' })]), 'chroot');
    expect(html).toContain('the same running kernel');
    expect(html).toMatch(/shared with it: <code>net<\/code>/);
    expect(html).toContain('Measured here on 2026-11-24');
    expect(html).not.toContain('<script>');
  });

  test('costs are ratios to the host of the same visit', () => {
    const slow = rungResult('qemu-tcg', { boot_id: 'c' }, { startup: { median: 80, min: 70, max: 90, n: 5 }, costs: { machine: 50 }, disk: 7 });
    const html = rung(page({}, [host, slow]), 'qemu-tcg');
    expect(html).toMatch(/80 ms[^×]*\(70–90, n = 5\)<\/span><\/td><td>× 20</);
    expect(html).toMatch(/50 ns<\/td><td>× 25</);
    expect(html).toMatch(/7 KiB<\/td><td><\/td>/);
    expect(html).not.toContain('No cost of computing');
    expect(rung(page({}, [host, rungResult('qemu-tcg', {}, { disk: 7 })]), 'qemu-tcg')).toContain('No cost of computing');
  });
});

describe('what was measured, on the page', () => {
  test('all rungs side by side: the same layers and signs, measured here or recorded', () => {
    const table = page({}, [host, rungResult('chroot', { boot_id: 'b', 'uname.release': '6' })]).split('id="measured"')[1] ?? '';
    expect(table).toMatch(/chroot<span class="asks">measured here/);
    expect(table).toMatch(/Namespaces<span class="asks">recorded, 2026/);
    for (const id of ['kernel', 'network', 'userland']) expect(table).toContain(`<th scope="row">${core.layers.find((layer) => layer.id === id)?.name}</th>`);
    expect(table).toMatch(/b-shared[\s\S]*it fits/);
    // The recorded bundle of runc has no layers, which the lesson's images have.
    expect(table).toMatch(/says-contradicts[\s\S]{0,600}<summary aria-label="Why: [^"]+">Why<\/summary>[^<]*no image/);
  });

  test('a rung that cannot run says why in a sentence, and shows what was recorded where it could', () => {
    const none = rungResult('bubblewrap', {}, { available: false, reason: { id: 'no-tool', detail: 'bwrap' } });
    const html = rung(page({ failed: { bubblewrap: none } }), 'bubblewrap');
    expect(html).toContain('The program is not on this machine');
    expect(html).toContain('<code>bwrap</code>');
    expect(html).toContain('id="recorded-bubblewrap"');
  });

  test('earlier runs are kept with their day; published figures stand beside with year and hardware', () => {
    const first = withReport(
      EMPTY,
      visit([host, rungResult('runc', { boot_id: 'b' }, { startup: { median: 33, min: 1, max: 40, n: 5 } })], '2026-11-20T08:30:00.000Z'),
    );
    const history = withReport(first, visit([host, rungResult('runc', { boot_id: 'b' })]));
    const html = rung(page({ history }), 'runc');
    expect(html).toMatch(/Earlier runs here \(1\)[\s\S]*2026-11-20 08:30 UTC: 33 ms/);
    expect(html).toMatch(/id="published-runc"[\s\S]*not stated[\s\S]*crun/);
  });

  test('density: what one more takes and how many fit, beyond the measured marked as drawn on', () => {
    const points = [1, 10].map((instances) => ({ instances, pss: 1000 + 2048 * instances, rss: 0, available: 0, readyMs: 5 }));
    const density = { rung: 'namespaces', points, stopped: 'complete' as const };
    const html = page({ history: withDensity(EMPTY, { density, machine: MACHINE, date: '2026-11-24' }) });
    const row = html.split(' id="density-namespaces"')[1] ?? '';
    expect(row).toMatch(/<td>2,048 KiB<\/td><td>511 <span class="asks">drawn on/);
    expect(html).toContain('class="extrapolated"');
    expect(html).toContain('>Start 1, 2, 4 at once<');
    expect(page()).not.toContain('class="extrapolated"');
    expect(page({ stopped: { namespaces: 'failed' } }).split(' id="density-namespaces"')[1]).toMatch(/<p class="status"[^>]*>An instance failed\./);
    expect(page()).not.toContain('id="density-docker"');
  });
});

test('the results as Markdown: a row a rung, what it says of the layers, no cell that breaks the table', () => {
  const inside = rungResult('chroot', { boot_id: 'b', 'uname.release': '6', hostname: 'a|b\n# c' }, { startup: { median: 8, min: 7, max: 9, n: 5 } });
  const text = labMarkdown(withReport(EMPTY, visit([host, inside])), 512, shown);
  expect(text).toMatch(/^# VirtLens: All rungs side by side\n\n- linux 6/);
  expect(text).toMatch(/\| chroot \| 8 ms \(× 2\) \|/);
  expect(text).toMatch(/\| chroot \| [^|]*[Kk]ernel[^|]* \| The boot id/);
  const rows = text.split('\n').filter((row) => row.startsWith('| chroot'));
  expect(rows.every((row) => row.endsWith('|'))).toBe(true);
  expect(text).toContain('a\\|b \\# c');
});

test('many of a rung can be exported without a single one, and no table is empty', () => {
  const points = [1, 10].map((instances) => ({ instances, pss: 2048 * instances, rss: 0, available: 0, readyMs: 5 }));
  const history = withDensity(EMPTY, { density: { rung: 'namespaces', points, stopped: 'complete' }, machine: MACHINE, date: '2026-11-24' });
  expect(page({ history })).toMatch(/id="export" data-action="export">/);
  expect(page()).toMatch(/id="export" data-action="export" disabled>/);
  const text = labMarkdown(history, 512, shown);
  expect(text).toContain('- linux 6');
  expect(text.match(/^\| --- /gm)).toHaveLength(1);
  expect(text).toMatch(/\| Namespaces \| 2026-11-24 \|/);
});
