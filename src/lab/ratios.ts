import type { RungResult } from '../model/lab.ts';

/** What a rung costs, in the order it is shown. */
export const COSTS = ['startup', 'pss', 'rss', 'disk', 'shell', 'call', 'machine', 'port'] as const;
export type Cost = (typeof COSTS)[number];

/** One number of a rung beside the host's. */
export interface Ratio {
  readonly cost: Cost;
  readonly value: number;
  readonly unit: 'ms' | 'KiB' | 'ns';
  /** Times the host's; absent where the host has no such number, or none to divide by. */
  readonly ratio?: number;
}

/** All numbers that were measured of a rung. The host's memory and files are no measure for others, so those stand alone. */
export function ratiosOf(result: Pick<RungResult, 'startup' | 'memory' | 'disk' | 'costs'>, host: Pick<RungResult, 'startup' | 'costs'>): Ratio[] {
  const row = (cost: Cost, unit: Ratio['unit'], value: number | undefined, base?: number): Ratio[] =>
    value === undefined ? [] : [{ cost, value, unit, ...(base !== undefined && base > 0 && { ratio: value / base }) }];
  const { startup, memory, disk, costs } = result;
  return [
    ...row('startup', 'ms', startup?.median, host.startup?.median),
    ...row('pss', 'KiB', memory?.pss),
    ...row('rss', 'KiB', memory?.rss),
    ...row('disk', 'KiB', disk || undefined),
    ...row('shell', 'ns', costs?.shell, host.costs?.shell),
    ...row('call', 'ns', costs?.call, host.costs?.call),
    ...row('machine', 'ns', costs?.machine, host.costs?.machine),
    ...row('port', 'ns', costs?.port),
  ];
}

/** A number with at most three digits that count. */
export function rounded(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
}
