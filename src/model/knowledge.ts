import type { AnswerClass, BoundaryId, Family, GuestAnswer, GuestQuestion, LayerGroup, LayerId, Scope } from './vocabulary.ts';

/** Knowledge as the compiler emits it: one locale, checked, ready to show. */

export interface Layer {
  readonly id: LayerId;
  readonly group: LayerGroup;
  readonly name: string;
  readonly asks: string;
}

export interface Boundary {
  readonly id: BoundaryId;
  readonly class: AnswerClass;
  readonly codicon: string;
  readonly glyph: string;
  readonly name: string;
  readonly meaning: string;
}

export interface Source {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly url: string;
  readonly version: string;
}

export interface Cell {
  readonly boundary: BoundaryId;
  readonly mechanism: string;
  readonly note: string;
  readonly sources: readonly string[];
  readonly setBy: readonly string[];
}

export interface Technology {
  readonly id: string;
  readonly name: string;
  readonly family: Family;
  readonly summary: string;
  readonly host: string;
  readonly guests: string;
  readonly uname: string;
  readonly since: string;
  readonly status: string;
  readonly files: readonly string[];
  /** Whether all guests of a host run on one kernel, which is not the host's. */
  readonly oneKernel?: true;
  readonly sources: readonly string[];
  readonly cells: Readonly<Record<LayerId, Cell>>;
}

/** What can run inside a technology, question by question. */
export interface Guests {
  readonly id: string;
  readonly name: string;
  readonly family: Family;
  readonly runs: Readonly<Record<GuestQuestion, { readonly answer: GuestAnswer; readonly why: string; readonly sources: readonly string[] }>>;
}

/** Equal to a text, or found by a regular expression (`/…/flags` in the YAML). */
export type Match = string | { readonly re: string; readonly flags: string };

/** One branch of a note, everything inherited from the note already filled in. */
export interface Case {
  /** `note-id#case-id` */
  readonly id: string;
  readonly when: readonly { readonly key: string; readonly any: readonly Match[] }[];
  readonly layer: LayerId;
  readonly boundary: BoundaryId;
  readonly scope: Scope;
  readonly with?: string;
  readonly text: string;
  readonly vm?: string;
  readonly check?: string;
  readonly topic?: string;
  readonly sources: readonly string[];
  readonly map?: 'sets' | 'adds';
  readonly technology?: string;
}

export interface NotesFile {
  readonly format: string;
  /** Case lists by Element path; `*` segments stay as written. */
  readonly notes: readonly { readonly paths: readonly string[]; readonly cases: readonly Case[] }[];
  readonly neutral: readonly string[];
  /** The sources its notes cite, and the titles of their topics. */
  readonly sources: Readonly<Record<string, Source>>;
  readonly topics: Readonly<Record<string, string>>;
}

export interface TopicEntry {
  readonly id: string;
  readonly title: string;
  readonly technologies: readonly string[];
  readonly related: readonly string[];
}

/** What the sidebar and every rendered page need: small, one file a locale. */
export interface Core {
  readonly layers: readonly Layer[];
  readonly boundaries: readonly Boundary[];
  readonly parties: Readonly<Record<string, string>>;
  readonly groups: readonly { readonly id: string; readonly name: string; readonly topics: readonly TopicEntry[] }[];
  /** `against` is what a hover sets beside it. */
  readonly technologies: readonly { readonly id: string; readonly name: string; readonly family: Family; readonly against: string }[];
  readonly words: Readonly<Record<string, string>>;
}

/** A question people ask, with its short answer. */
export interface Question {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
  readonly topic: string;
  readonly sources: readonly string[];
}

/** A published measurement. Texts may hold `code`. */
export interface Figure {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly year: string;
  readonly hardware: string;
  readonly measured: string;
  readonly caveat: string;
  readonly rows: readonly { readonly label: string; readonly value: number; readonly remark: string }[];
  readonly sources: readonly string[];
}

/** What one more instance costs. Without a `value` no source gives one, and `missing` says why. */
export interface Coefficient {
  readonly kind: string;
  readonly value?: number;
  readonly label: string;
  readonly year: string;
  readonly hardware: string;
  readonly caveat: string;
  readonly missing: string;
  readonly sources: readonly string[];
}

/** A quantity the scale explorer multiplies. */
export interface Measure {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  /** The unit of large totals. */
  readonly larger?: { readonly unit: string; readonly factor: number };
  /** One for each kind, in the order of the kinds. */
  readonly coefficients: readonly Coefficient[];
}

/** The data of the scale explorer. */
export interface Scale {
  readonly kinds: readonly { readonly id: string; readonly name: string }[];
  readonly measures: readonly Measure[];
  /** What multiplying leaves out. */
  readonly omits: readonly { readonly text: string; readonly sources: readonly string[] }[];
}

/** A device on the PCI bus of the lab's guest: its numbers in hexadecimal, what it is, and who makes it. */
export interface KnownDevice {
  /** `vendor:device` */
  readonly ids: readonly string[];
  readonly name: string;
  readonly boundary: BoundaryId;
  readonly text: string;
  readonly sources: readonly string[];
}

/** A hypervisor by the name it gives in CPUID. */
export interface KnownSignature {
  readonly signature: string;
  readonly name: string;
  /** Absent where the name does not settle it. */
  readonly boundary?: BoundaryId;
  readonly text: string;
  readonly sources: readonly string[];
}

/** What the lab's guest finds in its machine. */
export interface LabGuest {
  readonly devices: readonly KnownDevice[];
  /** Names by the start of the class number. */
  readonly classes: readonly { readonly code: string; readonly name: string }[];
  readonly classSources: readonly string[];
  readonly signatures: readonly KnownSignature[];
  readonly sources: Readonly<Record<string, Source>>;
}

export interface Term {
  readonly id: string;
  readonly term: string;
  readonly meaning: string;
}
