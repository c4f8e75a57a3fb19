import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../src/cli/files.ts';
import type { Range } from '../../src/model/element.ts';

export interface Expectation {
  readonly id: string;
  readonly layer: string;
  readonly boundary: string;
  /** Words that must stand in the English text. */
  readonly words: string;
}

export interface Mark {
  readonly range: Range;
  /** 1-based line in the fixture file. */
  readonly line: number;
  /** Undefined: must be silent. */
  readonly expected: Expectation | undefined;
}

export interface Fixture {
  readonly name: string;
  readonly text: string;
  readonly marks: readonly Mark[];
}

const EXPECTATION = /^#\? (?:(silent)|(\S+) (\S+) (\S+) "(.*)")\s*$/;

/** Reads `⟦marks⟧` and the `#?` lines that follow them; neither is part of the text. Throws on a fixture that does not add up. */
export function readFixture(name: string, source: string): Fixture {
  const marks: Mark[] = [];
  let text = '';
  const waiting: { range: Range; line: number }[] = [];
  source.split(/(?<=\n)/).forEach((written, index) => {
    if (written.startsWith('#?')) {
      const match = EXPECTATION.exec(written.replace(/\r?\n$/, ''));
      const mark = waiting.shift();
      if (!match || !mark) throw new Error(`${name}:${index + 1}: ${match ? 'no mark is left for this line' : 'not an expectation'}`);
      const [, silent, id = '', layer = '', boundary = '', words = ''] = match;
      marks.push({ ...mark, expected: silent ? undefined : { id, layer, boundary, words } });
      return;
    }
    if (waiting.length) throw new Error(`${name}:${index}: a mark has no #? line`);
    let start = -1;
    for (const character of written) {
      if (character === '⟦') start = text.length;
      else if (character === '⟧') waiting.push({ range: { start, end: text.length }, line: index + 1 });
      else text += character;
    }
  });
  if (waiting.length) throw new Error(`${name}: the last mark has no #? line`);
  return { name, text, marks };
}

/** All fixtures of a format, by file name. */
export function fixturesOf(format: string): Fixture[] {
  const folder = join(ROOT, 'test', 'fixtures', format);
  return readdirSync(folder)
    .sort()
    .map((name) => readFixture(name, readFileSync(join(folder, name), 'utf8')));
}
