import { type History, latest, type Recorded } from '../lab/history.ts';
import { toolsOf } from '../lab/plan.ts';
import type { DensityResult } from '../lab/runner.ts';
import { recordedFor } from '../lab/recorded.ts';
import type { Figure, Source, Technology } from '../model/knowledge.ts';
import type { LabKnowledge, LabReport, Machine, Rung, RungResult } from '../model/lab.ts';
import type { Lookups } from './cell.ts';

/** What a reader expects `uname -r` to print inside: the host's release, or another. */
export type Guess = 'host' | 'other';

/** What the ladder can do here, and what it has measured so far. */
export interface LadderState {
  /** Whether rungs can be run: not in a browser, and not in a workspace that is not trusted. */
  readonly can: 'run' | 'untrusted' | 'browser';
  /** This machine; unknown in a browser. */
  readonly machine?: Machine;
  /** What runs now: a rung, the one of all whose turn it is, or many of one at once. */
  readonly running?: { readonly rung: string; readonly what: 'rung' | 'all' | 'density' };
  /** What was measured on this machine, in earlier windows too. */
  readonly history: History;
  /** Rungs that did not run in this window. */
  readonly failed: Readonly<Record<string, RungResult>>;
  /** Why, in this window, many of a rung gave no number at all. */
  readonly stopped: Readonly<Record<string, DensityResult['stopped'] | undefined>>;
  readonly guesses: Readonly<Record<string, Guess>>;
  /** MiB that many instances may take together. */
  readonly budget: number;
  /** Whether a program is on this machine. */
  has(tool: string): boolean;
}

export interface Shown {
  readonly lab: LabKnowledge;
  readonly recorded: readonly LabReport[];
  readonly technologies: readonly Technology[];
  readonly figures: { readonly figures: readonly Figure[]; readonly sources: Readonly<Record<string, Source>> };
  readonly look: Lookups;
}

/** A rung with the result that is shown of it. */
export interface MeasuredColumn {
  readonly rung: Rung;
  readonly of: Recorded;
  /** Whether it was measured on this machine. */
  readonly here: boolean;
}

/** Whether a rung is one of this system's. In a browser all are shown: none runs. */
export function isHere({ systems }: Rung, { machine }: LadderState): boolean {
  return machine === undefined || systems.includes(machine.system);
}

/** The program without which no attempt of a rung can begin; undefined when one can. */
export function missingTool({ attempts }: Rung, { has }: LadderState): string | undefined {
  const missing = attempts.map(({ command }) => toolsOf(command).find((tool) => !has(tool)));
  return missing.every((tool) => tool !== undefined) ? missing[0] : undefined;
}

/** The result that is shown of each rung: measured on this machine, else recorded elsewhere. */
export function columnsOf(state: LadderState, { lab, recorded }: Shown): MeasuredColumn[] {
  const measured = latest(state.history);
  return lab.rungs.flatMap((rung) => {
    const here = measured[rung.id];
    const of = here ?? recordedFor(rung.id, recorded);
    return of ? [{ rung, of, here: here !== undefined }] : [];
  });
}

/** What a rung teaches: for root it may be another technology. */
export function technologyOf(rung: Rung, root: boolean, { technologies }: Pick<Shown, 'technologies'>): Technology | undefined {
  return technologies.find(({ id }) => id === (root && rung.rootTechnology ? rung.rootTechnology : rung.technology));
}
