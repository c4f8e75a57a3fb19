/** An action longer than this is text that happens to have braces. */
const MAX_ACTION = 4_000;

/** Stands for each character of an action until it is known what else is on its line. */
const MARK = '\ue000';

/** Whether a value was written by a template, and is known only when that has run. */
export function isTemplated(value: string): boolean {
  return value.includes('{{') || value.includes('{%');
}

/** A masked text as a reader may see it. */
export function shown(text: string): string {
  return text.replace(/_{5,}/g, '{{…}}');
}

/**
 * Makes Helm and Jinja templates readable as YAML, every character in its place: an action alone on its line becomes blank,
 * one within a value becomes a word of the same length. Linear; a text without templates is itself.
 */
export function masked(text: string): string {
  if (!isTemplated(text)) return text;
  const marked = mark(mark(text, '{{', '}}'), '{%', '%}');
  return marked.replace(/[^\r\n]+/g, (line) => (line.includes(MARK) ? line.replaceAll(MARK, line.replaceAll(MARK, '').trim() === '' ? ' ' : '_') : line));
}

function mark(text: string, open: string, close: string): string {
  const parts: string[] = [];
  let done = 0;
  for (let start = text.indexOf(open); start >= 0; start = text.indexOf(open, done)) {
    const end = text.indexOf(close, start + 2);
    if (end < 0) break;
    const stop = end + 2;
    const action = text.slice(start, stop);
    parts.push(text.slice(done, start), action.length <= MAX_ACTION ? action.replace(/[^\r\n]/g, MARK) : action);
    done = stop;
  }
  return parts.join('') + text.slice(done);
}
