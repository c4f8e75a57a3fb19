import { describe, expect, test } from 'vitest';
import { coefficientOf, countOf, linesOf, totalOf, written } from '../../src/page/scale.ts';
import { renderScale } from '../../src/render/scale.ts';
import { LOCALES } from '../../src/model/vocabulary.ts';
import { knowledge } from '../support/knowledge.ts';

describe('the arithmetic of the scale explorer', () => {
  test.each([
    ['5', 5],
    ['0', 0],
    [' 2.5 ', 2.5],
    ['', undefined],
    ['-1', undefined],
    ['x', undefined],
    ['1e999', undefined],
  ])('a coefficient %j', (text, expected) => expect(coefficientOf(text)).toBe(expected));

  test.each([
    ['250', 250],
    ['0', 1],
    ['4000', 1000],
    ['2.6', 3],
    ['', 7],
    ['x', 7],
  ])('a count %j', (text, expected) => expect(countOf(text, 7)).toBe(expected));

  test('a total is a product, and none of nothing', () => {
    expect(totalOf(25.9, 1000)).toBe(25900);
    expect(totalOf(0, 1000)).toBe(0);
    expect(totalOf(undefined, 1000)).toBeUndefined();
  });

  test('a large total stands in the larger unit', () => {
    const units = { unit: 'MiB', larger: 'GiB', factor: 1024 };
    expect(written(1000, units, 'en')).toBe('1,000 MiB');
    expect(written(25900, units, 'en')).toBe('25.29 GiB');
    expect(written(1000, { unit: '' }, 'en')).toBe('1,000');
    expect(written(2, { unit: '個' }, 'ja')).toBe('2個');
  });

  test('lines start near the axis, the steepest ends at the top, and what is unknown has none', () => {
    const area = { left: 0, top: 10, width: 100, height: 50 };
    const [none, half, full] = linesOf([undefined, 5, 10], 1000, area);
    expect(none).toBeUndefined();
    expect(full?.to).toEqual({ x: 100, y: 10 });
    expect(half?.to).toEqual({ x: 100, y: 35 });
    expect(half?.at).toEqual(half?.to);
    expect(full?.from.x).toBe(0);
    expect(linesOf([0], 1, area)[0]?.to).toEqual({ x: 100, y: 60 });
  });
});

test.each(LOCALES)('every number has its source beside it, and a missing one says so, in %s', async (locale) => {
  const library = knowledge(locale);
  const [core, { sources, ...scale }] = await Promise.all([library.core(), library.scale()]);
  const html = renderScale(scale, [], { core, sources });
  const coefficients = scale.measures.flatMap((measure) => measure.coefficients);
  expect(html.match(/class="coefficient /g)).toHaveLength(coefficients.length);
  expect(html.split(core.words['scale.missing'] ?? '?')).toHaveLength(coefficients.filter(({ value }) => value === undefined).length + 1);
  for (const id of [...coefficients, ...scale.omits].flatMap((each) => each.sources)) expect(html).toContain(sources[id]?.url);
});

test('what was measured on this machine is offered beside the sourced number, never in its place', async () => {
  const [core, { sources, ...scale }] = await Promise.all([knowledge().core(), knowledge().scale()]);
  const own = { kind: 'vm', measure: 'start' as const, value: 80, rung: '<QEMU>', date: '2026-11-24T10:00:00Z' };
  const html = renderScale(scale, [own], { core, sources });
  const field = html.split('id="each-start-vm"')[1]?.split('</div>')[0] ?? '';
  expect(field).toMatch(/data-default="8026" data-mine="80" value="8026"/);
  expect(field).toContain('80 ms (&#60;QEMU&#62;, 2026-11-24)');
  expect(html).toContain('id="scale-mine"');
  expect(renderScale(scale, [], { core, sources })).not.toContain('scale-mine');
});
