import type { Element } from '../model/element.ts';

/** Makes sure of what `parsedFile` asks for, even where broken or nested text gives elements that overlap: the earlier one keeps its place. */
export function apart(elements: readonly Element[]): readonly Element[] {
  let end = 0;
  return [...elements]
    .sort((a, b) => a.hoverRange.start - b.hoverRange.start || a.hoverRange.end - b.hoverRange.end)
    .map((element) => {
      const { start, end: stop } = element.hoverRange;
      const overlaps = start < end;
      const hoverRange = overlaps ? { start: end, end: Math.max(end, stop) } : element.hoverRange;
      end = Math.max(end, hoverRange.end);
      return overlaps ? { ...element, hoverRange } : element;
    });
}
