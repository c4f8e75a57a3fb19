import { FORMATS } from '../../src/formats/registry.ts';
import { fixturesOf } from '../support/fixtures.ts';
import { bench } from '../support/knowledge.ts';
import { flat, statsOf, timeEach } from './measure.ts';
import { type Row, time } from './table.ts';

const MEGABYTE = 1_000_000;
const YAML = new Set(['compose', 'kubernetes']);
/** Read by a grammar of a whole language: no target of 1 MB was set for them. */
const LANGUAGES = new Set(['dockerfile', 'vagrant', 'script']);
/** Longer shell scripts are left unread. */
const LONGEST_SCRIPT = 100_000;

type Notation = 'xml' | 'json' | 'text';

/** One megabyte of each format, in each notation it has: its longest fixture grown, parsed with all elements. */
export async function megabytes(quick: boolean): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { id } of FORMATS) {
    const { parser } = await bench(id);
    const size = id === 'script' ? LONGEST_SCRIPT : MEGABYTE;
    for (const [notation, longest] of longestOf(id)) {
      const text = grow(longest, notation, size, YAML.has(id) ? '\n---\n' : '\n');
      const texts = Array.from({ length: quick ? 1 : 5 }, () => flat(text));
      const elements = parser.parse(text).elements().length;
      const { median, p99 } = statsOf(timeEach(texts, (each) => parser.parse(each).elements()));
      const target = YAML.has(id) && notation === 'text' ? 1_000 : 150;
      rows.push({
        measure: `Parse ${size / MEGABYTE} MB of ${id}${notation === 'text' ? '' : `, ${notation}`} (${elements.toLocaleString('en')} elements)`,
        median: time(median),
        p99: time(p99),
        ...(!LANGUAGES.has(id) && { target: `≤ ${target} ms`, met: median <= target }),
      });
    }
  }
  return rows;
}

function longestOf(id: string): Map<Notation, string> {
  const longest = new Map<Notation, string>();
  for (const { text } of fixturesOf(id)) {
    const notation = /^\s*</.test(text) ? 'xml' : /^\s*[{[]\s*["{]/.test(text) ? 'json' : 'text';
    if (text.length > (longest.get(notation)?.length ?? 0)) longest.set(notation, text);
  }
  return longest;
}

/** A text of about this size that is still of its notation: the insides of its root, the entries of its lists, or all of it again and again. */
function grow(text: string, notation: Notation, size: number, separator: string): string {
  const times = Math.ceil(size / text.length);
  if (notation === 'xml') {
    const [, before = '', inside = '', after = ''] = /^(.*?<[A-Za-z][^>]*>)(.*)(<\/[^>]+>\s*)$/s.exec(text) ?? [];
    return before + inside.repeat(times) + after;
  }
  if (notation === 'json') return JSON.stringify(growLists(JSON.parse(text), times * 2), undefined, 2);
  return `${text}${separator}`.repeat(times).slice(0, size);
}

function growLists(value: unknown, times: number): unknown {
  if (Array.isArray(value)) return value.some((item) => typeof item === 'object') ? Array.from({ length: times }, () => value).flat() : value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, growLists(inner, times)]));
}
