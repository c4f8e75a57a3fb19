import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EMPTY, latest, latestDensity, parseHistory, withDensity, withReport } from '../../src/lab/history.ts';
import { mineOf } from '../../src/lab/mine.ts';
import { ratiosOf, rounded } from '../../src/lab/ratios.ts';
import { knowledge } from '../support/knowledge.ts';
import { MACHINE, rungResult, visit } from '../support/ladder.ts';

const host = rungResult('host', { os: 'h' }, { startup: { median: 4, min: 3, max: 5, n: 5 }, costs: { shell: 50 } });
const started = (id: string, median: number) => rungResult(id, { os: id }, { startup: { median, min: 1, max: 99, n: 5 } });
const dense = (rung: string, each: number) => ({
  density: { rung, stopped: 'complete' as const, points: [1, 10].map((instances) => ({ instances, pss: each * instances, rss: 0, available: 0, readyMs: 1 })) },
  machine: MACHINE,
  date: '2026-11-24T10:00:00.000Z',
});

describe('what is kept of the lab', () => {
  test('results that ran, each with the host of its visit; the latest counts', () => {
    const first = withReport(EMPTY, visit([host, started('runc', 30), rungResult('crun', {}, { available: false })], '2026-11-01T00:00:00Z'));
    const both = withReport(first, visit([rungResult('host', { os: 'later' }), started('runc', 40)]));
    expect(Object.keys(latest(both))).toEqual(['host', 'runc']);
    expect(latest(both).runc).toMatchObject({ result: { startup: { median: 40 } }, host: { facts: { os: 'later' } } });
    expect(both.results[1]).toMatchObject({ date: '2026-11-01T00:00:00Z', host: { costs: { shell: 50 } } });
  });

  test('no more than twenty visits of a rung', () => {
    let history = EMPTY;
    for (let index = 0; index < 25; index++) history = withReport(history, visit([started('runc', index)]));
    expect(history.results).toHaveLength(20);
    expect(latest(history).runc?.result.startup?.median).toBe(24);
  });

  test('what was written is read again; a density without a point is not kept', () => {
    const history = withDensity(withReport(EMPTY, visit([host, started('runc', 30)])), dense('namespaces', 200));
    expect(parseHistory(JSON.stringify(history))).toEqual(history);
    expect(latestDensity(history).namespaces?.density.points).toHaveLength(2);
    expect(withDensity(EMPTY, { ...dense('x', 1), density: { rung: 'x', points: [], stopped: 'failed' } })).toBe(EMPTY);
  });

  test('a text of another shape is empty, an entry of another shape is left out', () => {
    const good = withReport(EMPTY, visit([host]));
    for (const text of ['', 'null', '[]', '{"version":2,"results":[]}', '{"version":1}']) expect(parseHistory(text)).toEqual(EMPTY);
    const [entry] = good.results;
    const bad = [
      null,
      {},
      { ...entry, date: 'x' },
      { ...entry, date: '<b>x</b> Jan 1 2026' },
      { ...entry, host: {} },
      { ...entry, result: { ...host, facts: { os: 1 } } },
      { ...entry, result: { ...host, costs: { shell: 'x' } } },
      { ...entry, result: { ...host, startup: { median: 4 } } },
    ];
    const { machine, date, density } = dense('x', 1);
    const points = [[{ instances: 0 }], [{ ...density.points[0], readyMs: undefined }], Array.from({ length: 1000 }, () => density.points[0])];
    expect(
      parseHistory(
        JSON.stringify({ ...good, results: [...bad, entry], densities: points.map((each) => ({ machine, date, density: { ...density, points: each } })) }),
      ),
    ).toEqual(good);
  });

  test('of a long file no more is read than is kept, and quickly', () => {
    const [entry] = withReport(EMPTY, visit([started('runc', 1)])).results;
    const text = JSON.stringify({ version: 1, results: [...Array.from({ length: 40_000 }, () => entry), ...withReport(EMPTY, visit([host])).results] });
    const began = performance.now();
    const history = parseHistory(text);
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(history.results.map(({ result }) => result.id)).toEqual([...Array.from({ length: 20 }, () => 'runc'), 'host']);
  });

  test('reading never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map((value) => JSON.stringify({ version: 1, results: [value], densities: [value] })),
        ),
        (text) => {
          expect(parseHistory(text).version).toBe(1);
        },
      ),
    );
  });
});

test('the numbers of this machine for the scale explorer: of a kind the highest rung, never one unlike what people run', async () => {
  const { rungs } = await knowledge().lab();
  const history = withDensity(
    withDensity(
      withReport(EMPTY, visit([host, started('namespaces', 6), started('runc', 33), started('gvisor', 90), started('embedded', 140)])),
      dense('namespaces', 1024),
    ),
    dense('qemu-tcg', 20480),
  );
  expect(mineOf(history, rungs)).toEqual([
    { kind: 'container', measure: 'start', value: 33, rung: rungs.find(({ id }) => id === 'runc')?.name, date: '2026-11-24T10:00:00.000Z' },
    { kind: 'container', measure: 'memory', value: 1, rung: 'Namespaces', date: '2026-11-24T10:00:00.000Z' },
    { kind: 'vm', measure: 'memory', value: 20, rung: rungs.find(({ id }) => id === 'qemu-tcg')?.name, date: '2026-11-24T10:00:00.000Z' },
  ]);
  expect(mineOf(EMPTY, rungs)).toEqual([]);
});

test('ratios are to the host of the same visit; without its number, or with none to divide by, there is no ratio', () => {
  const result = rungResult(
    'x',
    {},
    { startup: { median: 8, min: 1, max: 9, n: 5 }, memory: { pss: 10, rss: 20, processes: 1 }, costs: { shell: 100, call: 7 }, disk: 5 },
  );
  expect(ratiosOf(result, { ...host, costs: { shell: 50, call: 0 } })).toEqual([
    { cost: 'startup', value: 8, unit: 'ms', ratio: 2 },
    { cost: 'pss', value: 10, unit: 'KiB' },
    { cost: 'rss', value: 20, unit: 'KiB' },
    { cost: 'disk', value: 5, unit: 'KiB' },
    { cost: 'shell', value: 100, unit: 'ns', ratio: 2 },
    { cost: 'call', value: 7, unit: 'ns' },
  ]);
  expect(ratiosOf(rungResult('x', {}), {})).toEqual([]);
  expect([0.12345, 1.005, 33.44, 140.4, 12345.6].map(rounded)).toEqual(['0.123', '1', '33.4', '140', '12,346']);
});
