import type { Facts, LabReport, Machine, RungResult } from '../model/lab.ts';
import { type DensityPoint, MOST_INSTANCES } from './density.ts';
import type { DensityResult } from './runner.ts';

/** A result that was measured before or elsewhere, with what it has to be labelled with. */
export interface Recorded {
  readonly result: RungResult;
  readonly machine: Machine;
  readonly date: string;
  /** The host as it was in the same visit: what the result is to be compared with. */
  readonly host: Pick<RungResult, 'facts' | 'startup' | 'costs'>;
}

export interface RecordedDensity {
  readonly density: DensityResult;
  readonly machine: Machine;
  readonly date: string;
}

/** What is kept of all visits to the lab on one machine, the oldest first. */
export interface History {
  readonly version: 1;
  readonly results: readonly Recorded[];
  readonly densities: readonly RecordedDensity[];
}

export const EMPTY: History = { version: 1, results: [], densities: [] };

/** Visits that are kept of each rung. */
const KEPT = 20;

/** The results of a report that ran, each with the host of the same visit. */
export function recordedOf({ rungs, machine, date }: LabReport): Recorded[] {
  const host = rungs.find(({ id }) => id === 'host') ?? { facts: {} };
  return rungs.filter(({ available }) => available).map((result) => ({ result, machine, date, host }));
}

/** The history with a report's results that ran; of each rung the last visits are kept. */
export function withReport(history: History, report: LabReport): History {
  return { ...history, results: last([...history.results, ...recordedOf(report)], ({ result }) => result.id) };
}

/** The history with what a rung's instances took together. */
export function withDensity(history: History, measured: RecordedDensity): History {
  if (measured.density.points.length === 0) return history;
  return { ...history, densities: last([...history.densities, measured], ({ density }) => density.rung) };
}

/** The latest of each rung, by its id. */
export function latest({ results }: History): Readonly<Record<string, Recorded>> {
  return Object.fromEntries(results.map((each) => [each.result.id, each]));
}

/** The latest of each rung, by its id. */
export function latestDensity({ densities }: History): Readonly<Record<string, RecordedDensity>> {
  return Object.fromEntries(densities.map((each) => [each.density.rung, each]));
}

/** Reads what was kept. Never throws: a text of another shape is an empty history, and an entry of another shape is left out. */
export function parseHistory(text: string): History {
  try {
    const value = JSON.parse(text) as Partial<History> | null;
    if (value?.version !== 1) return EMPTY;
    const list = <T>(entries: unknown, is: (entry: unknown) => entry is T): T[] => (Array.isArray(entries) ? entries.filter(is) : []);
    return {
      version: 1,
      results: last(list(value.results, isRecorded), ({ result }) => result.id),
      densities: last(list(value.densities, isDensity), ({ density }) => density.rung),
    };
  } catch {
    return EMPTY;
  }
}

function last<T>(entries: readonly T[], idOf: (entry: T) => string): T[] {
  const counts = new Map<string, number>();
  const kept = entries.toReversed().filter((entry) => {
    const count = (counts.get(idOf(entry)) ?? 0) + 1;
    counts.set(idOf(entry), count);
    return count <= KEPT;
  });
  return kept.reverse();
}

type Shape = Readonly<Record<string, unknown>>;

const isShape = (value: unknown): value is Shape => typeof value === 'object' && value !== null && !Array.isArray(value);
const isFacts = (value: unknown): value is Facts => isShape(value) && Object.values(value).every((each) => typeof each === 'string');
const areNumbers = (value: unknown) => value === undefined || (isShape(value) && Object.values(value).every(Number.isFinite));
const has = (value: Shape, names: readonly string[]) => names.every((name) => Number.isFinite(value[name]));
const isStartup = (value: unknown) => value === undefined || (isShape(value) && has(value, ['median', 'min', 'max', 'n']));

function isLabelled({ machine, date }: Shape): boolean {
  // A day that is only read, such as `Jan 1 2026`, may hold any text.
  if (typeof date !== 'string' || !/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(date) || !isShape(machine)) return false;
  const texts = [machine.system, machine.release, machine.architecture, machine.cpu];
  return texts.every((each) => typeof each === 'string') && has(machine, ['cores', 'memoryMiB']) && typeof machine.root === 'boolean';
}

function isRecorded(value: unknown): value is Recorded {
  if (!isShape(value) || !isLabelled(value) || !isShape(value.result) || !isShape(value.host)) return false;
  const { id, available, facts, startup, memory, costs, disk } = value.result;
  return (
    typeof id === 'string' &&
    available === true &&
    isFacts(facts) &&
    isFacts(value.host.facts) &&
    [startup, value.host.startup].every(isStartup) &&
    [memory, costs, value.host.costs].every(areNumbers) &&
    (disk === undefined || Number.isFinite(disk))
  );
}

function isDensity(value: unknown): value is RecordedDensity {
  if (!isShape(value) || !isLabelled(value) || !isShape(value.density)) return false;
  const { rung, points, stopped } = value.density;
  return typeof rung === 'string' && typeof stopped === 'string' && Array.isArray(points) && points.length <= MOST_INSTANCES && points.every(isPoint);
}

function isPoint(value: unknown): value is DensityPoint {
  return isShape(value) && has(value, ['pss', 'rss', 'available', 'readyMs']) && Number.isInteger(value.instances) && Number(value.instances) > 0;
}
