import { FORMATS } from '../../src/formats/registry.ts';
import { fixturesOf } from '../support/fixtures.ts';
import { bench } from '../support/knowledge.ts';
import { flat, statsOf, timeEach } from './measure.ts';
import { type Row, time } from './table.ts';

const SIZE = 1_000_000;
const YAML = new Set(['compose', 'kubernetes']);

/** One megabyte of each format: its longest fixture over and over, parsed with all elements. */
export async function megabytes(quick: boolean): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { id } of FORMATS) {
    const { parser } = await bench(id);
    const [longest = ''] = fixturesOf(id)
      .map(({ text }) => text)
      .sort((a, b) => b.length - a.length);
    const separator = YAML.has(id) ? '\n---\n' : '\n';
    const text = `${longest}${separator}`.repeat(Math.ceil(SIZE / (longest.length + separator.length))).slice(0, SIZE);
    const texts = Array.from({ length: quick ? 1 : 5 }, () => flat(text));
    const elements = parser.parse(text).elements().length;
    const { median, p99 } = statsOf(timeEach(texts, (each) => parser.parse(each).elements()));
    const target = YAML.has(id) ? 1_000 : 150;
    rows.push({
      measure: `Parse 1 MB of ${id} (${elements.toLocaleString('en')} elements)`,
      median: time(median),
      p99: time(p99),
      target: `≤ ${target} ms`,
      met: median <= target,
    });
  }
  return rows;
}
