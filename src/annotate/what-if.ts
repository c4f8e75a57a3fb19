import type { Element, ParsedFile, Range } from '../model/element.ts';

/** Another value for one element of a file, or none: the setting is left out. The element is named by its path and its turn among those of that path, which outlive edits elsewhere. */
export interface Change {
  readonly path: string;
  readonly turn: number;
  readonly value?: string;
}

export function changeOf(file: ParsedFile, element: Element, value: string | undefined): Change {
  const alike = file.elements().filter(({ path }) => path === element.path);
  return { path: element.path, turn: alike.findIndex(({ range }) => range.start === element.range.start), ...(value !== undefined && { value }) };
}

/** A text with a change made, and what it did to places in it. */
export interface Changed {
  readonly text: string;
  readonly element: Element;
  /** Where a range of the changed text lies in the text as it is. */
  before(range: Range): Range;
}

/** Makes the change in the file's text; what stands around a value, such as quotes, stays. @returns undefined when the element is gone */
export function applyChange(text: string, file: ParsedFile, { path, turn, value }: Change): Changed | undefined {
  const element = file.elements().filter((each) => each.path === path)[turn];
  if (!element) return undefined;
  const { start, end } = value === undefined ? element.range : writtenValue(text, element);
  const written = value ?? '';
  const growth = written.length - (end - start);
  const back = (offset: number): number => (offset <= start ? offset : Math.max(start, offset - growth));
  return { text: text.slice(0, start) + written + text.slice(end), element, before: (range) => ({ start: back(range.start), end: back(range.end) }) };
}

/** Where the value itself stands in what is written for it. */
function writtenValue(text: string, { value, valueRange }: Element): Range {
  const inside = value === '' ? -1 : text.slice(valueRange.start, valueRange.end).indexOf(value);
  return inside < 0 ? valueRange : { start: valueRange.start + inside, end: valueRange.start + inside + value.length };
}
