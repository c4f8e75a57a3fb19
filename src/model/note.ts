import type { Element, Range } from './element.ts';
import type { Cell } from './knowledge.ts';
import type { AnswerClass, BoundaryId, LayerId, Scope } from './vocabulary.ts';

/** What VirtLens says of one element. Texts are plain; whoever shows them escapes them. */
export interface Note {
  /** `note-id#case-id` */
  readonly id: string;
  readonly layer: LayerId;
  readonly boundary: BoundaryId;
  readonly class: AnswerClass;
  /** With whom, as an id of `parties.yaml`. */
  readonly with?: string;
  /** Absent when nothing says what the workload is. */
  readonly technology?: string;
  readonly text: string;
  readonly vm?: string;
  readonly check?: string;
  readonly topic?: string;
  readonly sources: readonly string[];
  readonly scope: Scope;
  readonly map?: 'sets' | 'adds';
}

export interface Annotation {
  readonly element: Element;
  /** Whether the knowledge has heard of this setting at all. */
  readonly known: boolean;
  readonly note?: Note;
}

export interface HoverAnswer {
  readonly note: Note;
  readonly element: Element;
  readonly range: Range;
}

/** Who decides a row of an isolation map: the file, whoever starts the workload, or the technology itself. */
export type DecidedBy = 'file' | 'start' | 'technology';

export interface MapRow {
  readonly layer: LayerId;
  /** The technology's cell, or what the deciding note of the file makes of it. */
  readonly cell: Cell;
  readonly decidedBy: DecidedBy;
  /** What the file says about this layer, in order: the line that decides, and those that add to it. */
  readonly reasons: readonly { readonly element: Element; readonly note: Note }[];
}

/** For one workload of a file: the technology's cells with the file's notes applied. */
export interface IsolationMap {
  readonly workload: string;
  readonly final: boolean;
  readonly technology: string;
  readonly range: Range;
  readonly rows: readonly MapRow[];
}
