import { noteAt } from '../../src/annotate/annotate.ts';
import { technologyOf } from '../../src/annotate/map.ts';
import type { ParsedFile } from '../../src/model/element.ts';
import { renderHover } from '../../src/render/hover.ts';
import { bench } from '../support/knowledge.ts';

/** A format with what the editor's hover provider does of its documents. */
export async function asker(id: string) {
  const { format, parser, annotator, core, notes } = await bench(id);
  const hover = (text: string, file: ParsedFile, offset: number): string | undefined => {
    const answer = noteAt(file, annotator, offset, (workload) => technologyOf(file, annotator, workload, format.technology));
    return answer && renderHover(answer, text.slice(answer.range.start, answer.range.end), 'file:///file', core, notes);
  };
  /** Every offset at which VirtLens answers. */
  const hoverable = (text: string): number[] => {
    const file = parser.parse(text);
    return file
      .elements()
      .flatMap(({ hoverRange: { start, end } }) => (hover(text, file, start) ? Array.from({ length: end - start }, (_, index) => start + index) : []));
  };
  return { parser, notes, hover, hoverable };
}
