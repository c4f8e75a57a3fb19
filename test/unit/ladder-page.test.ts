import { describe, expect, test } from 'vitest';
import type { RungResult } from '../../src/model/lab.ts';
import { type LadderState, renderLadder } from '../../src/render/ladder.ts';
import { knowledge } from '../support/knowledge.ts';

const library = knowledge();
const core = await library.core();
const [lab, recorded, { technologies, sources }] = await Promise.all([library.lab(), library.labRecorded(), library.technologies()]);
const page = (state: Partial<LadderState>) =>
  renderLadder({ can: 'run', results: {}, root: false, has: () => true, ...state }, { lab, recorded, technologies, look: { core, sources } });
const rung = (html: string, id: string) => html.split('<section class="rung"').find((part) => part.includes(`id="rung-title-${id}"`)) ?? '';
const result = (id: string, facts: RungResult['facts'], rest: Partial<RungResult> = {}): RungResult => ({ id, available: true, command: [], facts, ...rest });

describe('the ladder on the page', () => {
  test('the commands stand before the button, each argument explained', () => {
    const html = rung(page({}), 'namespaces');
    expect(html.indexOf('unshare')).toBeLessThan(html.indexOf('data-action="rung"'));
    expect(html).toMatch(/<li><code>--net<\/code> \S/);
  });
  test('no rung can be clicked where none may run, or while one runs', () => {
    const clickable = (html: string) => html.split('data-action="rung"').filter((part, index) => index > 0 && !/^[^>]*disabled/.test(part)).length;
    expect(clickable(page({}))).toBe(lab.rungs.length - 1);
    for (const can of ['untrusted', 'browser'] as const) {
      expect(clickable(page({ can }))).toBe(0);
      expect(page({ can })).toContain(core.words[`ladder.${can}`]?.slice(0, 20));
    }
    const running = page({ running: 'namespaces' });
    expect(clickable(running)).toBe(0);
    expect(rung(running, 'namespaces')).toContain('data-action="rung-cancel"');
  });
  test('what was measured stands beside the host, with what it says of the layers, and stays text', () => {
    const host = result('host', { boot_id: 'b', 'uname.release': '6', hostname: 'h' });
    const html = rung(page({ results: { host, chroot: result('chroot', { boot_id: 'b', 'uname.release': '6', hostname: '<script>' }) } }), 'chroot');
    expect(html).toContain('the same running kernel');
    expect(html).not.toContain('<script>');
  });
  test('a rung that cannot run says why in a sentence, and shows what was recorded where it could', () => {
    const none = result('bubblewrap', {}, { available: false, reason: { id: 'no-tool', detail: 'bwrap' } });
    const html = rung(page({ results: { bubblewrap: none } }), 'bubblewrap');
    expect(html).toContain('The program is not on this machine');
    expect(html).toContain('<code>bwrap</code>');
    expect(html).toContain('id="recorded-bubblewrap"');
  });
});
