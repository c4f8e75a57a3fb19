import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noteAt } from '../../src/annotate/annotate.ts';
import type { ParsedFile } from '../../src/model/element.ts';
import { renderHover } from '../../src/render/hover.ts';
import { fixturesOf } from '../support/fixtures.ts';
import { bench } from '../support/knowledge.ts';

const { parser, annotator, core, notes } = await bench('dockerfile');
const fixtures = fixturesOf('dockerfile');

/** What must hold of any file, however broken. */
function check(text: string, file: ParsedFile = parser.parse(text)): void {
  let end = 0;
  const elements = [...file.elements()];
  for (const { range, nameRange, valueRange, hoverRange, workload } of elements) {
    for (const each of [range, nameRange, valueRange, hoverRange]) {
      if (!(0 <= each.start && each.start <= each.end && each.end <= text.length)) expect.fail(`range ${each.start}–${each.end} in ${text.length}`);
    }
    expect(workload).toBeLessThan(file.workloads.length);
  }
  for (const { hoverRange, path } of elements.sort((a, b) => a.hoverRange.start - b.hoverRange.start || a.hoverRange.end - b.hoverRange.end)) {
    if (hoverRange.start < end) expect.fail(`${path} at ${hoverRange.start} overlaps what ends at ${end} in ${JSON.stringify(text)}`);
    end = hoverRange.end;
  }
}

describe('no Dockerfile throws, hangs or gives a range that is wrong', () => {
  test.each(fixtures)('every prefix of $name', ({ text }) => {
    for (let length = 0; length <= text.length; length++) {
      const prefix = text.slice(0, length);
      const file = parser.parse(prefix);
      noteAt(file, annotator, length - 1, () => 'docker');
      if (prefix.endsWith('\n') || length === text.length) check(prefix, file);
    }
  });

  const pieces = [
    '\\',
    '`',
    '"',
    "'",
    '$(',
    '${',
    ')',
    '}',
    '<<EOF',
    '<<-"E"',
    '\n',
    '\r\n',
    '\0',
    '[',
    ']',
    ' --',
    '=',
    ',',
    '#',
    '\ufeff',
    '\u2028',
    '😀',
    'RUN ',
    'ONBUILD ',
    '--mount=',
    'FROM ',
  ];
  test('any mutation of any fixture', () => {
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      remove: fc.nat(12),
      insert: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 6 })),
    });
    fc.assert(
      fc.property(fc.constantFrom(...fixtures), fc.array(edit, { minLength: 1, maxLength: 6 }), ({ text }, edits) => {
        let mutated = text;
        for (const { at, remove, insert } of edits) {
          const offset = Math.floor(at * mutated.length);
          mutated = mutated.slice(0, offset) + insert + mutated.slice(offset + remove);
        }
        check(mutated);
      }),
      { numRuns: 400 },
    );
  });

  test('any text', () => {
    const line = fc.tuple(
      fc.constantFrom('FROM', 'RUN', 'COPY', 'ENV', 'USER', 'ONBUILD', 'HEALTHCHECK', 'SHELL', 'LABEL', ''),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = lines.map((parts) => parts.join(' ')).join('\n');
        const file = parser.parse(text);
        check(text, file);
        for (const { hoverRange } of file.elements()) {
          const answer = noteAt(file, annotator, hoverRange.start, () => 'docker');
          if (answer) renderHover(answer, text.slice(hoverRange.start, hoverRange.end), 'file:///Dockerfile', core, notes);
        }
      }),
      { numRuns: 400 },
    );
  });

  test.each([
    ['one line of 1 MB', `FROM a\nRUN echo ${'x'.repeat(1_000_000)}`],
    ['1 MB of words', `FROM a\nENV ${'a=b '.repeat(250_000)}`],
    ['1 MB of continuations', `RUN a ${'\\\n b'.repeat(250_000)}`],
    ['100 000 lines', `FROM a\n${'RUN apt-get update && make -j4\nENV A=$B\n'.repeat(50_000)}`],
    ['100 000 stages', `${'FROM a AS s\nCOPY --from=s x y\n'.repeat(50_000)}`],
    ['100 000 continued lines', `FROM a\nRUN x ${'\\\n  && y '.repeat(100_000)}`],
    ['10 000 substitutions, one in another', `FROM a\nRUN ${'$('.repeat(10_000)}`],
    ['10 000 open quotes', `FROM a\nRUN ${'"\'`'.repeat(10_000)}`],
    ['10 000 here-documents that never end', `FROM a\n${'RUN <<E <<F\n'.repeat(10_000)}`],
    ['one JSON array of 100 kB', `FROM a\nRUN [${'"a",'.repeat(25_000)}`],
    ['10 000 flags', `FROM a\nRUN ${'--mount=type=cache '.repeat(10_000)}x`],
    ['10 000 ONBUILDs in a row', `FROM a\n${'ONBUILD '.repeat(10_000)}RUN x`],
    ['one ENV word of 150 kB', `FROM a\nENV K ${'x'.repeat(150_000)}`],
    ['150 kB of open variables', `FROM a\nUSER ${'${'.repeat(75_000)}`],
    ['NUL bytes', `FROM a\0b\nRUN x\0 y\n\0`],
  ])('%s', (_, text) => {
    check(text);
  });
});
