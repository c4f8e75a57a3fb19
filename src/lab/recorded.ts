import type { LabReport } from '../model/lab.ts';
import { type Recorded, recordedOf } from './history.ts';

/** The latest recorded result of a rung that ran; undefined where there is none. */
export function recordedFor(rung: string, reports: readonly LabReport[]): Recorded | undefined {
  return reports
    .toSorted((a, b) => (a.date < b.date ? 1 : -1))
    .flatMap(recordedOf)
    .find(({ result }) => result.id === rung);
}
