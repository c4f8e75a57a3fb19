import type { Element, Range } from '../model/element.ts';

interface Part {
  readonly path: string;
  readonly name: string;
  readonly value: string;
  readonly range: Range;
  readonly nameRange?: Range;
  readonly valueRange?: Range;
  readonly hoverRange?: Range;
  readonly facets?: Readonly<Record<string, string>>;
}

/** Collects the elements of one instruction. A part is hovered over its whole range unless it says otherwise. */
export class ElementBuilder {
  readonly elements: Element[] = [];
  readonly #workload: number;

  constructor(workload: number) {
    this.#workload = workload;
  }

  add(part: Part, parent?: Element): Element {
    const { path, name, value, range, nameRange = range, valueRange = range, hoverRange = range, facets = {} } = part;
    const element: Element = { path, name, value, range, nameRange, valueRange, hoverRange, facets, workload: this.#workload, ...(parent && { parent }) };
    this.elements.push(element);
    return element;
  }
}
