import fc from 'fast-check';
import { expect } from 'vitest';
import type { ParsedFile } from '../../src/model/element.ts';

/** What must hold of any file, however broken: ranges lie in the text, hover ranges do not overlap, workloads exist. */
export function checkFile(text: string, file: ParsedFile): void {
  const elements = [...file.elements()];
  for (const { path, range, nameRange, valueRange, hoverRange, workload } of elements) {
    for (const each of [range, nameRange, valueRange, hoverRange]) {
      if (!(0 <= each.start && each.start <= each.end && each.end <= text.length)) expect.fail(`${path}: range ${each.start}–${each.end} in ${text.length}`);
    }
    if (workload >= file.workloads.length) expect.fail(`${path}: workload ${workload} of ${file.workloads.length}`);
  }
  let end = 0;
  for (const { hoverRange, path } of elements.sort((a, b) => a.hoverRange.start - b.hoverRange.start || a.hoverRange.end - b.hoverRange.end)) {
    if (hoverRange.start < end) expect.fail(`${path} at ${hoverRange.start} overlaps what ends at ${end} in ${JSON.stringify(text.slice(0, 2_000))}`);
    end = hoverRange.end;
  }
  file.workloads.forEach(({ base }, index) => {
    if (base !== undefined) expect(base).toBeLessThan(index);
  });
}

const PIECES = [
  '\\',
  '`',
  '"',
  "'",
  '$(',
  '${',
  ')',
  '}',
  '{',
  '<',
  '</',
  '/>',
  '<!--',
  '-->',
  '<<EOF',
  '\n',
  '\r\n',
  '\0',
  '[',
  ']',
  ' --',
  '=',
  ',',
  ';',
  ':',
  '#',
  '&a',
  '*a',
  '- ',
  '\ufeff',
  '\u2028',
  '😀',
  '  ',
];

/** A few random cuts and insertions, as a function of the text. */
export const mutate: fc.Arbitrary<(text: string) => string> = fc
  .array(
    fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      remove: fc.nat(12),
      insert: fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 6 })),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map(
    (edits) => (text) =>
      edits.reduce((current, { at, remove, insert }) => {
        const offset = Math.floor(at * current.length);
        return current.slice(0, offset) + insert + current.slice(offset + remove);
      }, text),
  );
