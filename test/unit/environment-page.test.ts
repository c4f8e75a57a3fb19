import { describe, expect, test } from 'vitest';
import { explain } from '../../src/environment/explain.ts';
import { type ProcessRecord, worldsOf } from '../../src/environment/namespaces.ts';
import { renderEnvironment } from '../../src/render/environment.ts';
import { knowledge } from '../support/knowledge.ts';

const library = knowledge();
const core = await library.core();
const known = await library.environment();
const look = { core, sources: known.sources };

describe('the page of the surroundings', () => {
  test('a browser worker is a sandbox, and no processes are told of', () => {
    const html = renderEnvironment(explain({ platform: 'web' }, known), undefined, look);
    expect(html).toContain(core.words['surrounding.sandbox']);
    expect(html).not.toContain(core.words['environment.namespaces']);
    expect(html).toContain('A browser shows an extension no files');
    expect(html).not.toContain('Read from files');
  });
  test('what was read is text, and processes of the editor are marked', () => {
    const record = (pid: number, name: string): ProcessRecord => ({ pid, parent: 0, name, namespaces: { pid: 'pid:[1]' } }) as ProcessRecord;
    const worlds = worldsOf([record(1, '<b>'), record(2, 'node')], new Set([2]));
    const html = renderEnvironment(explain({ platform: 'linux', '/proc/version': '<script>' }, known), worlds, look);
    expect(html).not.toMatch(/<script>|<b>/);
    expect(html).toContain(`node 2</code> ${core.words['environment.editor']}`);
  });
  test('the editor’s own processes are named first, where there are more than are named', () => {
    const record = (pid: number): ProcessRecord => ({ pid, parent: 0, name: 'kworker', namespaces: { pid: 'pid:[1]' } }) as ProcessRecord;
    const worlds = worldsOf(
      Array.from({ length: 90 }, (_, index) => record(index + 1)),
      new Set([88]),
    );
    const html = renderEnvironment(explain({ platform: 'linux' }, known), worlds, look);
    expect(html.indexOf('kworker 88</code>')).toBeGreaterThan(0);
    expect(html.indexOf('kworker 88</code>')).toBeLessThan(html.indexOf('kworker 1</code>'));
  });
});
