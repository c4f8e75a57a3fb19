import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Uri } from 'vscode';
import { EMPTY, withReport } from '../../src/lab/history.ts';
import { LabStore } from '../../src/panel/lab-store.ts';
import { rungResult, visit } from '../support/ladder.ts';

const fake = vi.hoisted(() => ({ files: new Map<string, Uint8Array>(), fs: { writeFile: async (_: { path: string }, __: Uint8Array) => {} } }));
vi.mock('vscode', async () => {
  const { vscode, files } = (await import('../support/vscode.ts')).fakeVscode();
  Object.assign(fake, { files, fs: vscode.workspace.fs });
  return vscode;
});

const FILE = '/storage/lab-results.json';
const store = () => new LabStore({ path: '/storage' } as Uri);
const idsOf = async (each: LabStore) => (await each.read()).results.map(({ result }) => result.id);
const put = (id: string) => (history: Parameters<typeof withReport>[0]) => withReport(history, visit([rungResult(id, {})]));

describe('the file of the lab’s results', () => {
  beforeEach(() => fake.files.clear());

  test('two windows do not overwrite each other’s results', async () => {
    const [one, two] = [store(), store()];
    expect([await one.read(), await two.read()]).toEqual([EMPTY, EMPTY]);
    await one.update(put('runc'));
    await two.update(put('crun'));
    expect(await idsOf(two)).toEqual(['runc', 'crun']);
    expect(await idsOf(store())).toEqual(['runc', 'crun']);
    expect([...fake.files.keys()]).toEqual([FILE]);
  });

  test('what could not be written is known, and written with the next; what was there stays whole', async () => {
    const kept = store();
    await kept.update(put('runc'));
    const { writeFile } = fake.fs;
    fake.fs.writeFile = async (at, bytes) => {
      await writeFile(at, bytes.slice(0, 20));
      throw new Error('ENOSPC');
    };
    await expect(kept.update(put('crun'))).rejects.toThrow('ENOSPC');
    fake.fs.writeFile = writeFile;
    expect(await idsOf(kept)).toEqual(['runc', 'crun']);
    expect(await idsOf(store())).toEqual(['runc']);
    await kept.update(put('lxc'));
    expect(await idsOf(store())).toEqual(['runc', 'crun', 'lxc']);
  });

  test('a file that is too large, or none of ours, is no history', async () => {
    fake.files.set(FILE, new TextEncoder().encode('{"version":1,"results":[]}'.padEnd(17 * 2 ** 20)));
    expect(await store().read()).toBe(EMPTY);
    fake.files.set(FILE, new Uint8Array([0xff, 0xfe]));
    expect(await store().read()).toBe(EMPTY);
  });
});
