/** The arithmetic of the scale explorer. It only multiplies; the page says what that leaves out. */

export const MOST = 1000;

/** How a quantity is written: in `unit`, from `factor` of them on in `larger`. */
export interface Units {
  readonly unit: string;
  readonly larger?: string;
  readonly factor?: number;
}

/** What a reader typed for one instance. @returns undefined when it is no number at or above zero: then there is no line */
export function coefficientOf(text: string): number | undefined {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** A count of instances between 1 and 1000. @param before what counts when the text is no number */
export function countOf(text: string, before: number): number {
  const value = text.trim() === '' ? Number.NaN : Math.round(Number(text));
  return Number.isFinite(value) ? Math.min(MOST, Math.max(1, value)) : before;
}

/** What `count` instances take. @returns undefined when it is not known what one takes */
export function totalOf(each: number | undefined, count: number): number | undefined {
  return each === undefined ? undefined : each * count;
}

/** A total as text, in the larger unit when it fills one. */
export function written(total: number, { unit, larger, factor }: Units, lang: string): string {
  const big = larger !== undefined && factor !== undefined && total >= factor;
  const number = (big ? total / factor : total).toLocaleString(lang, { maximumSignificantDigits: 4 });
  const name = big ? larger : unit;
  // Latin units stand apart from the number, Japanese counters do not.
  return /^[\x21-\x7e]/.test(name) ? `${number} ${name}` : `${number}${name}`;
}

export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Where each quantity stands in a chart from 1 to 1000 instances whose top is the largest total.
 * @returns for each quantity the ends of its line and its place at `count`; undefined where there is no line
 */
export function linesOf(each: readonly (number | undefined)[], count: number, area: Area): ({ from: Point; to: Point; at: Point } | undefined)[] {
  const top = Math.max(0, ...each.map((value) => totalOf(value, MOST) ?? 0)) || 1;
  const point = (value: number, n: number): Point => ({
    x: area.left + ((n - 1) / (MOST - 1)) * area.width,
    y: area.top + area.height * (1 - (value * n) / top),
  });
  return each.map((value) => (value === undefined ? undefined : { from: point(value, 1), to: point(value, MOST), at: point(value, count) }));
}

export interface Point {
  readonly x: number;
  readonly y: number;
}
