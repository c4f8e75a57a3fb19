import fc from 'fast-check';
import { describe, test } from 'vitest';
import { noteAt } from '../../src/annotate/annotate.ts';
import { renderHover } from '../../src/render/hover.ts';
import { bench } from '../support/knowledge.ts';
import { checkFile } from '../support/properties.ts';

const { parser, annotator, core, notes } = await bench('dockerfile');

describe('no Dockerfile throws, hangs or gives a range that is wrong', () => {
  test('any text', () => {
    const line = fc.tuple(
      fc.constantFrom('FROM', 'RUN', 'COPY', 'ENV', 'USER', 'ONBUILD', 'HEALTHCHECK', 'SHELL', 'LABEL', ''),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = lines.map((parts) => parts.join(' ')).join('\n');
        const file = parser.parse(text);
        checkFile(text, file);
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
    checkFile(text, parser.parse(text));
  });
});
