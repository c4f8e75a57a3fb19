import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explain } from '../../src/environment/explain.ts';
import { type ProcessRecord, worldsOf } from '../../src/environment/namespaces.ts';
import { signalsOf } from '../../src/environment/signals.ts';
import { knowledge } from '../support/knowledge.ts';

const rules = await knowledge().environment();
const signals = signalsOf(rules);
const SIZE = 64 * 1024;

describe('no evidence makes the explanation throw, hang or show what cannot be shown', () => {
  test('any texts', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom('docker', ':/', ' / / ', ' - overlay ', '\0', '\n', 'hypervisor', '\u202e', '/containers/'),
    );
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...signals), text), (evidence) => {
        const { layers, doubts, remarks } = explain(evidence, rules);
        expect(layers[0]?.kind).toBe('hardware');
        expect(new Set(layers.map(({ id }) => id)).size).toBe(layers.length);
        const signs = [...layers.flatMap((layer) => layer.evidence), ...doubts.flatMap(({ sign, because }) => [sign, because]), ...remarks];
        for (const { seen } of signs)
          for (const { value } of seen) {
            expect(value.length).toBeLessThanOrEqual(170);
            expect(value).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
          }
      }),
      { numRuns: 400 },
    );
  });

  test.each([
    ['one letter', 'a'],
    ['digits', '1'],
    ['blanks', ' '],
    ['line feeds', '\n'],
    ['the beginnings of control groups', ':/docker-'],
    ['the beginnings of mounts', '1 1 0:1 / / rw - '],
    ['a line of mounts', '\n1 1 0:1 /containers/'],
    ['kernel images', 'vmlinuz-'],
    ['flags', 'flags : '],
    ['partial ids', '/libpod-0f1e2d3c4b5a/userdata/-containers/'],
  ])('64 kB of %s in every file', (_, piece) => {
    const text = piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE);
    const before = performance.now();
    explain(Object.fromEntries(signals.map((signal) => [signal, text])), rules);
    expect(performance.now() - before).toBeLessThan(1000);
  });

  test('any processes', () => {
    const record = fc.record({
      pid: fc.nat(30),
      parent: fc.nat(30),
      name: fc.string({ maxLength: 8 }),
      namespaces: fc.record({ pid: fc.constantFrom('a', 'b', 'c'), net: fc.constantFrom('x', 'y') }, { requiredKeys: [] }),
    });
    fc.assert(
      fc.property(fc.array(record, { maxLength: 30 }), (records) => {
        const count = (worlds: ReturnType<typeof worldsOf>): number => worlds.reduce((sum, { processes, inside }) => sum + processes.length + count(inside), 0);
        expect(count(worldsOf(records as ProcessRecord[], new Set()))).toBe(records.length);
      }),
    );
  });
});
