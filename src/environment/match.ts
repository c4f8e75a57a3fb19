import { plainLine } from '../model/plain.ts';
import type { Condition, Evidence } from '../model/environment.ts';
import type { Match } from '../model/knowledge.ts';

/** A signal and the part of it that a rule was decided by, short and free of control characters. */
export interface SignalSeen {
  readonly signal: string;
  readonly value: string;
}

/** A longer value says nothing more to a reader. */
const SHOWN = 160;

/** What of the evidence fulfils the condition, or undefined when it does not hold. */
export function fulfilled(condition: Condition, evidence: Evidence): readonly SignalSeen[] | undefined {
  if (condition.absent.some((signal) => Object.hasOwn(evidence, signal))) return undefined;
  const seen: SignalSeen[] = [];
  for (const { signal, any } of condition.when) {
    const text = Object.hasOwn(evidence, signal) ? evidence[signal] : undefined;
    const value = text === undefined ? undefined : firstMatch(text, any);
    if (value === undefined) return undefined;
    seen.push({ signal, value });
  }
  return seen;
}

function firstMatch(raw: string, any: readonly Match[]): string | undefined {
  // The kernel ends lines with a line feed, the device tree and command lines with a zero.
  const text = raw.replaceAll('\0', '\n').trimEnd();
  for (const match of any) {
    if (typeof match === 'string') {
      if (text === match) return shown(text);
    } else {
      const found = new RegExp(match.re, match.flags).exec(text);
      if (found) return around(text, found.index, found.index + found[0].length);
    }
  }
  return undefined;
}

/** The line of a match; of a long line the match itself, of a long match both its ends. */
function around(text: string, start: number, end: number): string {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const newLine = text.indexOf('\n', end);
  const lineEnd = newLine < 0 ? text.length : newLine;
  if (lineEnd - lineStart <= SHOWN) return shown(text.slice(lineStart, lineEnd));
  if (end - start > SHOWN) return `${shown(text.slice(start, start + SHOWN / 4))} … ${shown(text.slice(end - SHOWN / 4, end))}`;
  const from = Math.max(lineStart, end - SHOWN);
  return `${from > lineStart ? '… ' : ''}${shown(text.slice(from, end))}${end < lineEnd ? ' …' : ''}`;
}

function shown(text: string): string {
  return plainLine(text, SHOWN);
}
