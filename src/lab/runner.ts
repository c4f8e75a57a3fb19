import type { DensityPoint } from './density.ts';
import type { Facts, LabReport } from '../model/lab.ts';

/** The part of an `AbortSignal` that is used: the pure rooms know neither DOM nor Node. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
}

/** What the lab's page and the command line are told while it runs. */
export interface LabListener {
  /** A rung begins; its commands follow with the result. */
  started(id: string): void;
}

/** A virtual machine that needs no program of this machine: `startEmbedded` of the guest, behind one question. */
export interface EmbeddedGuest {
  /**
   * Boots once, reads the report, and powers off.
   * @returns lines of the console, and milliseconds to the first of them
   */
  boot(signal: StopSignal): Promise<{ readonly lines: readonly string[]; readonly firstMs: number }>;
  /** Boots once, and has its kernel repeat its loops. @returns all lines up to the end of its answer */
  loops(signal: StopSignal): Promise<readonly string[]>;
}

export interface LabRequest {
  /** Ids of rungs; without it, all. The host is always measured first: everything is compared with it. */
  readonly rungs?: readonly string[];
  /** How often each rung is started for its start-up time. */
  readonly repeat?: number;
  readonly signal?: StopSignal;
  readonly listener?: LabListener;
}

export interface DensityRequest {
  readonly rung: string;
  /** How many at once, one after the other. */
  readonly counts: readonly number[];
  /** MiB that the instances may take together. */
  readonly budgetMiB: number;
  readonly signal?: StopSignal;
}

export interface DensityResult {
  readonly rung: string;
  readonly points: readonly DensityPoint[];
  /** Why it ended: all counts were measured, the next would not fit, it was cancelled, it failed, or does not run here. */
  readonly stopped: 'complete' | 'budget' | 'cancelled' | 'failed' | 'not-here';
}

/** Runs rungs. The part with processes is `createRunner` of `src/lab-node`. */
export interface LabRunner {
  run(request: LabRequest): Promise<LabReport>;
  density(request: DensityRequest): Promise<DensityResult>;
  /** Ends what runs and removes everything the lab made. Safe to call twice. */
  dispose(): Promise<void>;
}

/** The host's facts of a report; empty when the host was not measured. */
export function hostFacts(report: Pick<LabReport, 'rungs'>): Facts {
  return report.rungs.find(({ id }) => id === 'host')?.facts ?? {};
}
