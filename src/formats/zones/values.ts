import type { Range } from '../../model/element.ts';

/** A value with its quotes gone, and where it stands. */
export interface Item {
  readonly value: string;
  readonly range: Range;
}

/** A hostile list is read no further. */
const MAX_ITEMS = 500;
const FIELD = /([\w.-]+)[ \t]*=[ \t]*("[^"]*"?|'[^']*'?|[^,()]*)/g;

/** The value at `range` without blanks and quotes around it. */
export function plain(text: string, { start, end }: Range): Item {
  const [from, to] = trimmed(text, start, end);
  const quote = text[from];
  if (quote !== '"' && quote !== "'") return { value: text.slice(from, to), range: { start: from, end: to } };
  const last = to > from + 1 && text[to - 1] === quote ? to - 1 : to;
  return { value: text.slice(from + 1, last), range: { start: from + 1, end: last } };
}

/** The members of `[a,b]`, `a,b` or `"a,b"`; one without brackets or commas is a list of itself. Empty ones are left out. */
export function itemsOf(text: string, range: Range): Item[] {
  let { start, end } = plain(text, range).range;
  if (text[start] === '[') {
    start++;
    if (end > start && text[end - 1] === ']') end--;
  }
  const items: Item[] = [];
  let from = start;
  let depth = 0;
  for (let at = start; at <= end && items.length < MAX_ITEMS; at++) {
    const character = at < end ? text[at] : ',';
    if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === ',' && (depth <= 0 || at === end)) {
      const item = plain(text, { start: from, end: at });
      if (item.value !== '') items.push(item);
      from = at + 1;
    }
  }
  return items;
}

/** The fields of a complex value, `(priv=privileged,limit=10,action=none)`; undefined when it is none. */
export function fieldsOf(value: string): Readonly<Record<string, string>> | undefined {
  if (!value.startsWith('(')) return undefined;
  const fields: Record<string, string> = {};
  for (const [, name = '', written = ''] of value.slice(0, 4_096).matchAll(FIELD)) fields[name] ??= written.trim().replace(/^(["'])(.*?)\1?$/s, '$2');
  return fields;
}

function trimmed(text: string, start: number, end: number): [number, number] {
  let from = start;
  let to = end;
  while (from < to && isBlank(text[from])) from++;
  while (to > from && isBlank(text[to - 1])) to--;
  return [from, to];
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}
