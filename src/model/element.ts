/** A half-open range of UTF-16 offsets, 0-based: `start` is in it, `end` is not. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Whether `offset` lies in `range`; its end does not. */
export function contains(range: Range, offset: number): boolean {
  return range.start <= offset && offset < range.end;
}

/** One setting in a file, as a format's parser hands it out. */
export interface Element {
  /** Segments joined by `/`, the address notes are written for: `RUN/--mount/type`. */
  readonly path: string;
  readonly name: string;
  readonly value: string;
  /** The whole setting: what `annotate` reports. */
  readonly range: Range;
  readonly nameRange: Range;
  readonly valueRange: Range;
  /** Where a hover applies. Ranges of this kind never overlap within a file. */
  readonly hoverRange: Range;
  readonly parent?: Element;
  /** What the parser knows beyond the value (an image's name and tag, a mount's type). Children inherit them. */
  readonly facets: Readonly<Record<string, string>>;
  /** Which workload of the file it belongs to (a build stage, a service, a VM). */
  readonly workload: number;
}

/** The element's own facet, or the nearest ancestor's; `value` is the element's value. */
export function facetOf(element: Element, key: string): string | undefined {
  if (key === 'value') return element.value;
  for (let at: Element | undefined = element; at; at = at.parent) {
    const facet = at.facets[key];
    if (facet !== undefined) return facet;
  }
  return undefined;
}

/** Something a file describes that will run apart: a build stage, a service, a virtual machine. */
export interface Workload {
  readonly name: string;
  readonly range: Range;
  /** Workloads whose notes this one starts from (a stage's base stage). Indices are lower than its own. */
  readonly base?: number;
  /** Whether it is the one the file is for, where the others are only steps to it (the last build stage). */
  readonly final?: boolean;
}

/** A file as a format understands it. Parsing never throws; a broken file has fewer elements. */
export interface ParsedFile {
  readonly workloads: readonly Workload[];
  /** The elements that may decide of which technology a workload is, by its index. Cheap. */
  decisive(workload: number): readonly Element[];
  /** All elements in order of their start. Computed on first use. */
  elements(): readonly Element[];
  /** The element whose hover range holds the offset. Cheap on a fresh file: it looks only where it must. */
  at(offset: number): Element | undefined;
}
