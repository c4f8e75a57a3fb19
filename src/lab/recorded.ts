import type { LabReport, Machine, RungResult } from '../model/lab.ts';

/** A result that was measured elsewhere, with what it has to be labelled with. */
export interface Recorded {
  readonly result: RungResult;
  readonly machine: Machine;
  readonly date: string;
  /** The host's facts of that machine: what the result is to be compared with. */
  readonly host: RungResult['facts'];
}

/** The latest recorded result of a rung that ran; undefined where there is none. */
export function recordedFor(rung: string, reports: readonly LabReport[]): Recorded | undefined {
  for (const { rungs, machine, date } of reports.toSorted((a, b) => (a.date < b.date ? 1 : -1))) {
    const result = rungs.find(({ id, available }) => id === rung && available);
    if (result) return { result, machine, date, host: rungs.find(({ id }) => id === 'host')?.facts ?? {} };
  }
  return undefined;
}
