import fc from 'fast-check';
import { describe, test } from 'vitest';
import { isolationMaps } from '../../src/annotate/map.ts';
import { FORMATS } from '../../src/formats/registry.ts';
import { fixturesOf } from '../support/fixtures.ts';
import { checkFile, mutate } from '../support/properties.ts';
import { bench, knowledge } from '../support/knowledge.ts';

const { technologies } = await knowledge().technologies();

for (const format of FORMATS) {
  const { parser, annotator } = await bench(format.id);
  const fixtures = fixturesOf(format.id);

  describe(`no ${format.id} file throws, hangs or gives a range that is wrong`, () => {
    test.each(fixtures)('every prefix of $name', ({ text }) => {
      for (let length = 0; length <= text.length; length++) {
        const prefix = text.slice(0, length);
        const file = parser.parse(prefix);
        file.at(length - 1);
        if (prefix.endsWith('\n') || length === text.length) checkFile(prefix, file);
      }
    });

    test('any mutation of any fixture, and the map of it', () => {
      fc.assert(
        fc.property(fc.constantFrom(...fixtures), mutate, ({ text }, apply) => {
          const mutated = apply(text);
          const file = parser.parse(mutated);
          checkFile(mutated, file);
          isolationMaps(file, annotator, technologies, format.technology);
        }),
        { numRuns: 300 },
      );
    });

    test.each([
      ['a line of 1 MB', 'x'.repeat(1_000_000)],
      ['100 000 settings', 'key = "value"\n'.repeat(100_000)],
      ['10 000 levels of every bracket', '{[(<a>'.repeat(10_000)],
      ['10 000 quotes', `a = ${'"\'`'.repeat(10_000)}`],
      ['control characters', 'a\0 = \u0001\u2028\ufeff\r\r\n\n'],
    ])('%s', (_, text) => {
      for (const whole of [text, `${fixtures[0]?.text ?? ''}\n${text}`]) checkFile(whole, parser.parse(whole));
    });
  });
}
