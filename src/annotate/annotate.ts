import { type Element, facetOf, type ParsedFile } from '../model/element.ts';
import type { Boundary, Case, NotesFile } from '../model/knowledge.ts';
import type { Annotation, HoverAnswer, Note } from '../model/note.ts';
import { plainLine } from '../model/plain.ts';
import type { AnswerClass, BoundaryId } from '../model/vocabulary.ts';
import { createLookup, type Lookup } from './lookup.ts';

/** A format's notes, ready to be asked. */
export interface Annotator {
  /** Never throws; `known` is false for a setting the notes have never heard of. */
  annotate(element: Element, technology: string | undefined): Annotation;
  /** The technology the element's workload becomes, if the element decides it. */
  technologyOf(element: Element): string | undefined;
  /** Other values of the element of which the notes say something else, in the notes' order. */
  alternatives(element: Element): readonly { readonly value: string; readonly boundary: BoundaryId }[];
}

export function createAnnotator(notes: NotesFile, boundaries: readonly Boundary[]): Annotator {
  const lookup: Lookup = createLookup(notes);
  const classes = new Map<BoundaryId, AnswerClass>(boundaries.map((boundary) => [boundary.id, boundary.class]));
  return {
    annotate: (element, technology) => {
      const found = lookup.find(element);
      if (!found) return { element, known: found === null };
      return { element, known: true, note: toNote(found, element, found.technology ?? technology, classes.get(found.boundary) ?? 'shared') };
    },
    technologyOf: (element) => lookup.find(element)?.technology,
    alternatives: (element) => {
      const now = lookup.find(element);
      return lookup.values(element).flatMap((value) => {
        const then = lookup.find({ ...element, value });
        return then && then !== now ? [{ value, boundary: then.boundary }] : [];
      });
    },
  };
}

/**
 * The one question of a hover.
 * @param offset UTF-16 offset, 0-based; out of range answers undefined
 * @param technology the technology of a workload, by its index
 */
export function noteAt(file: ParsedFile, annotator: Annotator, offset: number, technology: (workload: number) => string | undefined): HoverAnswer | undefined {
  const element = file.at(offset);
  const note = element && annotator.annotate(element, technology(element.workload)).note;
  return element && note ? { note, element, range: element.hoverRange } : undefined;
}

function toNote(found: Case, element: Element, technology: string | undefined, answerClass: AnswerClass): Note {
  const { when: _, text, vm, check, ...rest } = found;
  const { technology: _own, ...common } = rest;
  return {
    ...common,
    ...(technology !== undefined && { technology }),
    class: answerClass,
    text: fill(text, element),
    ...(vm !== undefined && { vm: fill(vm, element) }),
    ...(check !== undefined && { check: fill(check, element) }),
  };
}

/** A value from the user's file on one short line, without what could end a code span. */
function quotable(value: string): string {
  return plainLine(value.replaceAll('`', ' '), 80);
}

/** Puts the element's value (`{0}`) and facets (`{name}`) into a text. An unknown placeholder stays as written. */
function fill(text: string, element: Element): string {
  return text.replace(/\{(\w[\w-]*)\}/g, (whole, key: string) => {
    const value = key === '0' ? element.value : facetOf(element, key);
    return value === undefined ? whole : quotable(value);
  });
}
