import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Uri } from 'vscode';
import type { Library } from '../../src/editor/library.ts';
import type { DensityRequest, DensityResult, LabRequest, LabRunner } from '../../src/lab/runner.ts';
import type { LabReport } from '../../src/model/lab.ts';
import { LadderSession } from '../../src/panel/ladder-session.ts';
import { knowledge } from '../support/knowledge.ts';
import { rungResult, visit } from '../support/ladder.ts';

const fake = vi.hoisted(() => ({
  trust: () => {},
  workspace: { isTrusted: true },
  settings: new Map<string, unknown>(),
  finders: 0,
  runs: [] as { request: LabRequest; finish(report: LabReport): void }[],
  density: { rung: 'runc', points: [], stopped: 'failed' } as DensityResult,
}));
vi.mock('vscode', async () => {
  const { vscode, settings, grantTrust } = (await import('../support/vscode.ts')).fakeVscode();
  Object.assign(fake, { settings, trust: grantTrust, workspace: vscode.workspace });
  return vscode;
});
vi.mock('../../src/lab-node/tools.ts', () => ({
  toolFinder: () => {
    fake.finders++;
    return () => undefined;
  },
}));
vi.mock('../../src/lab-node/runner.ts', () => ({
  createRunner: (): LabRunner => ({
    run: (request) => new Promise((finish) => fake.runs.push({ request, finish })),
    density: async (_: DensityRequest) => fake.density,
    dispose: async () => {},
  }),
}));

const library = { knowledge: knowledge(), readBinary: undefined, pathOf: (name: string) => name } as unknown as Library;
const open = () => new LadderSession({ path: '/extension' } as Uri, library, { path: '/storage' } as Uri);
const begun = (count: number) => vi.waitFor(() => expect(fake.runs).toHaveLength(count));

describe('the ladder of the panel', () => {
  beforeEach(() => {
    fake.runs.length = 0;
    fake.workspace.isTrusted = true;
    fake.settings.clear();
  });

  test('of two clicks the first counts, with its answer; the second starts nothing', async () => {
    const ladder = open();
    const first = ladder.run('runc', 'host');
    const second = ladder.run('runc', 'other');
    await second;
    await begun(1);
    expect(ladder.state).toMatchObject({ guesses: { runc: 'host' }, running: { rung: 'runc', what: 'rung' } });
    fake.runs[0]?.finish(visit([rungResult('host', {}), rungResult('runc', { os: 'x' })]));
    await first;
    expect(ladder.state.running).toBeUndefined();
    expect(ladder.history.results.map(({ result }) => result.id)).toEqual(['host', 'runc']);
  });

  test('nothing runs, and no answer is noted, without trust; when it is granted the page is told', async () => {
    const ladder = open();
    fake.workspace.isTrusted = false;
    await ladder.run('runc', 'host');
    expect([fake.runs.length, ladder.state.can, ladder.state.guesses]).toEqual([0, 'untrusted', {}]);
    const told = vi.fn();
    ladder.onDidChange(told);
    fake.workspace.isTrusted = true;
    fake.trust();
    expect(told).toHaveBeenCalledOnce();
  });

  test('a rung that there is not starts none', async () => {
    const ladder = open();
    await ladder.run('nonsense', 'host');
    await ladder.density('nonsense', 64);
    expect([fake.runs.length, ladder.state.guesses, ladder.state.budget]).toEqual([0, {}, 1024]);
  });

  test('closing it while it runs cancels; what was measured until then is kept', async () => {
    const ladder = open();
    const running = ladder.run(undefined);
    await begun(1);
    ladder.dispose();
    const [run] = fake.runs;
    expect(run?.request.signal?.aborted).toBe(true);
    run?.finish(visit([rungResult('host', {}), rungResult('runc', {}, { available: false, reason: { id: 'cancelled' } })]));
    await running;
    expect(ladder.history.results.at(-1)?.result.id).toBe('host');
    expect(ladder.state.failed.runc?.reason?.id).toBe('cancelled');
  });

  test('many of a rung that gave no number say why', async () => {
    const ladder = open();
    await ladder.density('runc', 64);
    expect(ladder.state).toMatchObject({ stopped: { runc: 'failed' }, budget: 64, history: { densities: [] } });
  });

  test('settings that are none do not keep the page from being drawn; programs are not looked for at each drawing', async () => {
    const ladder = open();
    fake.settings.set('tools', null).set('linuxKernel', 5);
    fake.finders = 0;
    await ladder.prepare();
    await ladder.prepare();
    expect(fake.finders).toBe(1);
    fake.settings.set('tools', { runc: '/opt/runc' });
    await ladder.prepare();
    expect(fake.finders).toBe(2);
  });
});
