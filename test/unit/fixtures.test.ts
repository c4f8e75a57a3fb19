import { describe, expect, test } from 'vitest';
import { noteAt } from '../../src/annotate/annotate.ts';
import { technologyOf } from '../../src/annotate/map.ts';
import { FORMATS } from '../../src/formats/registry.ts';
import { type Fixture, fixturesOf, type Mark } from '../support/fixtures.ts';
import { bench, knowledge } from '../support/knowledge.ts';

for (const format of FORMATS) {
  const { parser, annotator } = await bench(format.id);
  const own = await knowledge().notes([format.id]);
  const fixtures = fixturesOf(format.id);

  describe(`fixtures of ${format.id}`, () => {
    for (const fixture of fixtures) {
      const file = parser.parse(fixture.text);
      const at = (offset: number) => noteAt(file, annotator, offset, (workload) => technologyOf(file, annotator, workload, format.technology));
      test.each(fixture.marks.map((mark) => ({ mark, title: titleOf(fixture, mark) })))('$title', ({ mark: { range, expected } }) => {
        const middle = (range.start + range.end) >> 1;
        for (const offset of [range.start, middle, range.end - 1]) {
          const answer = at(offset);
          if (!expected) {
            expect(answer?.note.id).toBeUndefined();
            continue;
          }
          expect(answer?.note).toMatchObject({ id: expected.id, layer: expected.layer, boundary: expected.boundary });
          expect(answer?.range).toEqual(range);
          expect(answer?.note.text).toContain(expected.words);
        }
        if (expected) for (const outside of [range.start - 1, range.end]) expect(at(outside)?.range).not.toEqual(range);
      });
    }
  });

  test(`every case of ${format.id} is reached by a fixture`, () => {
    const reached = new Set(fixtures.flatMap((fixture) => fixture.marks.map((mark) => mark.expected?.id)));
    const cases = own.notes.flatMap((note) => note.cases.map((each) => each.id));
    expect(cases.filter((id) => !reached.has(id))).toEqual([]);
  });
}

function titleOf({ name, text }: Fixture, { range, line, expected }: Mark): string {
  return `${name}:${line} ${text.slice(range.start, range.end)} ${expected?.id ?? 'silent'}`;
}
