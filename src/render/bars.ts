import { escapeHtml } from './escape.ts';

export interface Bar {
  /** HTML. */
  readonly label: string;
  readonly value: number;
  /** The number as it is written; the value itself when absent. */
  readonly written?: string;
  /** HTML. */
  readonly remark: string;
}

/** A bar chart that is a table: every number stands beside its bar, so the bars are for the eye alone. @param title HTML */
export function barTable(title: string, unit: string, bars: readonly Bar[]): string {
  const most = Math.max(...bars.map(({ value }) => value), Number.MIN_VALUE);
  const lines = bars.map(({ label, value, written, remark }) => {
    const width = (value / most) * 100;
    return `<tr><th scope="row">${label}</th><td><svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="${width.toFixed(1)}" height="8"/></svg><span>${escapeHtml(withUnit(written ?? String(value), unit))}</span>${remark ? ` <span class="remark">${remark}</span>` : ''}</td></tr>`;
  });
  return `<figure><table class="bars"><caption>${title}</caption><tbody>${lines.join('')}</tbody></table></figure>`;
}

/** Latin units stand apart from the number, Japanese counters do not. */
function withUnit(number: string, unit: string): string {
  return /^[\x21-\x7e]/.test(unit) ? `${number} ${unit}` : `${number}${unit}`;
}
