import type { Locale } from '../model/vocabulary.ts';
import type { AnswerClass, BoundaryId, Family, GuestAnswer, GuestQuestion, LayerGroup, LayerId, Scope } from '../model/vocabulary.ts';
import type { Confidence, LayerKind } from '../model/environment.ts';
import type { Source } from '../model/knowledge.ts';
import type { RawLab } from './lab.ts';

/** The shapes of the YAML files, as their schemas guarantee them. */

export type Text = Readonly<Record<Locale, string>>;

export interface RawLayer {
  readonly id: LayerId;
  readonly group: LayerGroup;
  readonly name: Text;
  readonly asks: Text;
}
export interface RawBoundary {
  readonly id: BoundaryId;
  readonly class: AnswerClass;
  readonly codicon: string;
  readonly glyph: string;
  readonly name: Text;
  readonly meaning: Text;
}
export interface RawParty {
  readonly id: string;
  readonly name: Text;
}
export interface RawTerm {
  readonly id: string;
  readonly term: Text;
  readonly meaning: Text;
}
export interface RawQuestion {
  readonly id: string;
  readonly question: Text;
  readonly answer: Text;
  readonly topic: string;
  readonly sources: readonly string[];
}
export interface RawFigure {
  readonly id: string;
  readonly title: Text;
  readonly unit: string | Text;
  readonly year: string | Text;
  readonly hardware: Text;
  readonly measured: Text;
  readonly caveat: Text;
  readonly rows: readonly { readonly label: Text; readonly value: number; readonly remark?: Text }[];
  readonly sources: readonly string[];
}
export interface RawCoefficient {
  readonly kind: string;
  readonly value?: number;
  readonly label?: Text;
  readonly year?: string | Text;
  readonly hardware?: Text;
  readonly caveat?: Text;
  readonly missing?: Text;
  readonly sources: readonly string[];
}
export interface RawMeasure {
  readonly id: string;
  readonly name: Text;
  readonly unit: string | Text;
  readonly larger?: { readonly unit: string | Text; readonly factor: number };
  readonly coefficients: readonly RawCoefficient[];
}
export interface RawScale {
  readonly kinds: readonly { readonly id: string; readonly name: Text }[];
  readonly measures: readonly RawMeasure[];
  readonly omits: readonly { readonly text: Text; readonly sources: readonly string[] }[];
}

export interface RawGuest {
  readonly devices: readonly {
    readonly ids: readonly string[];
    readonly name: Text;
    readonly boundary: BoundaryId;
    readonly text: Text;
    readonly sources: readonly string[];
  }[];
  readonly classes: readonly { readonly code: string; readonly name: Text }[];
  readonly classSources: readonly string[];
  readonly signatures: readonly {
    readonly signature: string;
    readonly name: Text;
    readonly boundary?: BoundaryId;
    readonly text: Text;
    readonly sources: readonly string[];
  }[];
}
export interface RawTopic {
  readonly id: string;
  readonly technologies: readonly string[];
  readonly related: readonly string[];
}
export interface RawGroup {
  readonly group: string;
  readonly name: Text;
  readonly topics: readonly RawTopic[];
}

export interface RawCell {
  readonly boundary: BoundaryId;
  readonly mechanism: string | Text;
  readonly note: Text;
  readonly source: string | readonly string[];
  readonly setBy?: readonly string[];
}
export interface RawTechnology {
  readonly id: string;
  readonly name: Text;
  readonly family: Family;
  readonly order: number;
  /** The technology that a hover sets beside it: the other way to the same end on the same system. */
  readonly against: string;
  /** Given where all guests of a host run on one kernel, which is not the host's. */
  readonly oneKernel?: true;
  readonly summary: Text;
  readonly host: Text;
  readonly guests: Text;
  readonly uname: Text;
  readonly since: string;
  readonly status: Text;
  readonly files: readonly string[];
  readonly sources: readonly string[];
  readonly runs: Readonly<Record<GuestQuestion, { readonly answer: GuestAnswer; readonly why: Text; readonly source: string | readonly string[] }>>;
  readonly cells: Readonly<Record<LayerId, RawCell>>;
}

interface RawShared {
  readonly layer?: LayerId;
  readonly scope?: Scope;
  readonly with?: string;
  readonly topic?: string;
  readonly sources?: readonly string[];
  readonly vm?: Text;
  readonly check?: string;
}
export interface RawCase extends RawShared {
  readonly id: string;
  readonly when?: Readonly<Record<string, string | readonly string[]>>;
  readonly boundary: BoundaryId;
  readonly text: Text;
  readonly map?: 'sets' | 'adds';
  readonly technology?: string;
}
export interface RawNote extends RawShared {
  readonly id: string;
  readonly path: string | readonly string[];
  readonly layer: LayerId;
  readonly scope: Scope;
  readonly sources: readonly string[];
  readonly cases: readonly RawCase[];
}
export interface RawNotes {
  readonly notes?: readonly RawNote[];
  readonly neutral?: readonly string[];
}

interface RawClaim {
  readonly id: string;
  readonly when?: Readonly<Record<string, string | readonly string[]>>;
  readonly absent?: readonly string[];
  readonly text: Text;
  readonly sources: readonly string[];
}
export interface RawFact extends RawClaim {
  readonly remark?: boolean;
}
export interface RawRule extends RawClaim {
  readonly layer: string;
  readonly confidence: Confidence;
  readonly unless?: readonly string[];
}
export interface RawSurrounding {
  readonly id: string;
  readonly kind: LayerKind;
  readonly name: Text;
  readonly short: Text;
  readonly technology?: string;
  readonly covers?: readonly string[];
  readonly follows: Text;
  readonly sources: readonly string[];
}
export interface RawEnvironment {
  readonly layers: readonly RawSurrounding[];
  readonly facts: readonly RawFact[];
  readonly rules: readonly RawRule[];
}

export interface RawPage {
  readonly file: string;
  readonly title: string;
  readonly body: string;
  readonly text: string;
}

/** A value with the place it was read from. */
export interface Placed<T> {
  readonly file: string;
  readonly value: T;
  readonly lineOf: (path: readonly (string | number)[]) => number;
}

/** Everything under `src/knowledge`, read and structurally valid. */
export interface RawKnowledge {
  readonly layers: Placed<readonly RawLayer[]>;
  readonly boundaries: Placed<readonly RawBoundary[]>;
  readonly parties: Placed<readonly RawParty[]>;
  readonly words: Placed<Readonly<Record<string, Text>>>;
  readonly glossary: Placed<readonly RawTerm[]>;
  readonly questions: Placed<readonly RawQuestion[]>;
  readonly figures: Placed<readonly RawFigure[]>;
  readonly scale: Placed<RawScale>;
  readonly topics: Placed<readonly RawGroup[]>;
  readonly guest: Placed<RawGuest>;
  readonly environment: Placed<RawEnvironment>;
  readonly lab: RawLab;
  readonly sources: readonly Placed<readonly Source[]>[];
  readonly technologies: readonly Placed<RawTechnology>[];
  readonly notes: readonly (Placed<RawNotes> & { readonly format: string })[];
  /** Topic pages by `<id>.<locale>`. */
  readonly pages: ReadonlyMap<string, RawPage>;
}
