/**
 * The last of `count` places whose position is at or before `position`.
 * @param positionOf positions by index, ascending
 * @returns its index, -1 when every place lies behind
 */
export function lastAtOrBefore(count: number, positionOf: (index: number) => number | undefined, position: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((positionOf(middle) ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
