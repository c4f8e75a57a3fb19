import type { Match, Source } from './knowledge.ts';

/** What kind of wall a layer of the surroundings is. */
export const LAYER_KINDS = ['hardware', 'machine', 'translation', 'container', 'sandbox'] as const;
export type LayerKind = (typeof LAYER_KINDS)[number];

/** From the weakest to the strongest. */
export const CONFIDENCES = ['guess', 'likely', 'certain'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/**
 * What was found, by signal. A signal is `/path` (the text of a file), `/path/` (the names in a folder), `/path@`
 * (where a link leads), `/path?` (the file is there), `env:NAME`, `sysctl:name`, or a word the editor knows
 * (`platform`, `remoteName`, `cpu`). What could not be read is not there. `remoteName` only belongs in where the
 * extension itself runs remotely: VS Code gives it to local extension hosts too.
 */
export type Evidence = Readonly<Record<string, string>>;

/** All of `when` must match and all of `absent` be missing. */
export interface Condition {
  readonly when: readonly { readonly signal: string; readonly any: readonly Match[] }[];
  readonly absent: readonly string[];
}

interface Claim extends Condition {
  readonly id: string;
  readonly text: string;
  readonly sources: readonly string[];
}

/** A condition with a name, to refute rules by; `remark` facts are also worth a sentence of their own. */
export interface Fact extends Claim {
  readonly remark: boolean;
}

/** What a signal says: that there is this layer. */
export interface Rule extends Claim {
  readonly layer: string;
  readonly confidence: Confidence;
  /** Facts that show the signal to be a leftover or a borrowed word. */
  readonly unless: readonly string[];
}

/** A layer there can be around a program, in the list's order: the outermost first. */
export interface Surrounding {
  readonly id: string;
  readonly kind: LayerKind;
  readonly name: string;
  /** The name where there is room for a word. */
  readonly short: string;
  readonly technology?: string;
  /** Layers that are the same wall under a less exact name. */
  readonly covers: readonly string[];
  /** What follows for the reader. */
  readonly follows: string;
  readonly sources: readonly string[];
}

export interface EnvironmentKnowledge {
  readonly layers: readonly Surrounding[];
  readonly facts: readonly Fact[];
  readonly rules: readonly Rule[];
  readonly sources: Readonly<Record<string, Source>>;
}
