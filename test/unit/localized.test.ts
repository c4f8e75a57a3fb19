import { describe, expect, test } from 'vitest';
import { join, separate } from '../../src/model/localized.ts';

const en = { id: 'a', text: 'kernel', list: ['x', 'shared'], flag: true, none: null };
const ja = { ...en, text: 'カーネル', list: ['x', '共有'] };

describe('what the languages share', () => {
  test('only texts that differ are kept apart, and each language gets its own back', () => {
    const { shared, texts } = separate([en, ja]);
    expect(texts).toEqual([
      ['kernel', 'shared'],
      ['カーネル', '共有'],
    ]);
    expect(JSON.stringify(shared)).not.toContain('kernel');
    expect(join(structuredClone(shared), texts[0] ?? [])).toEqual(en);
    expect(join(structuredClone(shared), texts[1] ?? [])).toEqual(ja);
  });

  test('versions of different shape are refused', () => {
    expect(() => separate([{ a: 'x', b: 'y' }, { a: 'x' }])).toThrow('differ in shape');
    expect(() => separate([['x', 'y'], ['x']])).toThrow('differ in shape');
  });
});
