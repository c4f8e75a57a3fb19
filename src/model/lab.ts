import type { Match, Source } from './knowledge.ts';
import type { BoundaryId, LayerId } from './vocabulary.ts';

/** Names of what a rung reports: the keys of `media/lab/probe.sh`, and what is read of a guest. */
export type Facts = Readonly<Record<string, string>>;

/** A part of a command line: a program of this machine, or one inside the rung, with its arguments. `{name}` stands for a place. */
export type Step = { readonly args: readonly string[] } & ({ readonly tool: string } | { readonly inside: string });

/** One way to climb a rung. Where several are listed, they are tried in order. */
export interface Attempt {
  readonly command: readonly Step[];
  /** Programs that are run afterwards, whatever happened, for what does not die with its parent. */
  readonly after?: readonly (readonly Step[])[];
}

export const PREPARATIONS = ['root', 'bundle', 'lxc', 'copy', 'kernel', 'linux', 'image'] as const;
export type Preparation = (typeof PREPARATIONS)[number];

/** What a rung is: data of `src/knowledge/lab/rungs.yaml`. */
export interface Rung {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  /** The technology whose cells are compared with what is measured; for root another one may be meant. */
  readonly technology?: string;
  readonly rootTechnology?: string;
  /** Values of `process.platform`; elsewhere the rung does not run. */
  readonly systems: readonly string[];
  /** What VirtLens makes in its temporary folder before. */
  readonly prepare: readonly Preparation[];
  /** Facts that are so because of how VirtLens climbs, not because of the technology. */
  readonly ours: readonly string[];
  /** Why a layer is measured otherwise than the technology's lesson says. */
  readonly deviates: Readonly<Partial<Record<LayerId, string>>>;
  /** The kind of the scale explorer it is one of; absent where it is none, or not like what people run. */
  readonly scale?: string;
  /** Published measurements to be set beside what is measured here. */
  readonly figures: readonly string[];
  /** How many are started at once, where that is another command than one attempt each. */
  readonly together?: readonly Step[];
  /** Empty: not run by a command. */
  readonly attempts: readonly Attempt[];
  readonly sources: readonly string[];
}

/** Why a rung did not run. All of `when` must match; keys are those of an `Outcome`. */
export interface Failure {
  readonly id: string;
  readonly rungs: readonly string[];
  readonly when: readonly { readonly key: string; readonly any: readonly Match[] }[];
  readonly text: string;
  readonly sources: readonly string[];
}

/** How a fact stands to the host's. */
export type Relation = 'same' | 'differs' | 'missing';

/** What facts say of a layer: the boundaries that fit them. */
export interface Measure {
  readonly id: string;
  readonly layer: LayerId;
  readonly when: readonly { readonly fact: string; readonly is: Relation | Match }[];
  readonly fits: readonly BoundaryId[];
  readonly text: string;
  readonly sources: readonly string[];
}

/** What a program does, and what each of its arguments means. */
export interface Tool {
  readonly id: string;
  readonly text: string;
  readonly flags: Readonly<Record<string, string>>;
  readonly sources: readonly string[];
}

export interface LabKnowledge {
  readonly rungs: readonly Rung[];
  readonly failures: readonly Failure[];
  readonly measures: readonly Measure[];
  readonly tools: readonly Tool[];
  /** What is done before, and which programs it starts; `{engine}` is the rung's. Those that need no sentence are absent. */
  readonly preparations: Readonly<Partial<Record<Preparation, string>>>;
  /** What stands in the place of `{name}`. */
  readonly places: Readonly<Record<string, string>>;
  /** Command lines that every command on a system begins with, where the program is there. */
  readonly guards: readonly Step[];
  readonly sources: Readonly<Record<string, Source>>;
}

/** Milliseconds from the start of the process to the first line from inside. */
export interface Startup {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly n: number;
}

export interface Reason {
  /** Id of a failure of the knowledge. */
  readonly id: string;
  /** What the program said: one line, for showing as text. */
  readonly detail?: string;
}

export interface RungResult {
  readonly id: string;
  readonly available: boolean;
  readonly reason?: Reason;
  /** What was run, each with its arguments: the attempt that worked, else the ones tried. */
  readonly command: readonly (readonly string[])[];
  readonly facts: Facts;
  readonly startup?: Startup;
  /** KiB: the processes' share of memory, and how many processes. */
  readonly memory?: { readonly pss: number; readonly rss: number; readonly processes: number };
  readonly costs?: Costs;
  /** KiB of the files that VirtLens made or handed over for it: a root directory, a kernel. */
  readonly disk?: number;
}

/** Nanoseconds for one round of a loop, the best of several: to be shown as ratios to the host's. */
export interface Costs {
  /** The probe's loop in the shell: computing, and nothing asked of the kernel. */
  readonly shell?: number;
  /** One system call (`stat`) more in the same loop. */
  readonly call?: number;
  /** The teaching kernel's loop. The host has the same loop in the editor's own process. */
  readonly machine?: number;
  /** One write to an I/O port that does nothing. */
  readonly port?: number;
}

export interface Machine {
  readonly system: string;
  readonly release: string;
  readonly architecture: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryMiB: number;
  /** Whether root ran the lab. */
  readonly root: boolean;
}

/** All results of one visit, as saved and as recorded. */
export interface LabReport {
  readonly version: 1;
  readonly date: string;
  readonly machine: Machine;
  readonly rungs: readonly RungResult[];
}
