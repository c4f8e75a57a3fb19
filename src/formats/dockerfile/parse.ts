import { contains, type Element, type ParsedFile } from '../../model/element.ts';
import type { ShellParser } from '../shell/shell.ts';
import { ElementBuilder } from '../builder.ts';
import { findStages } from './context.ts';
import { expandInstruction } from './expand.ts';
import { splitDockerfile } from './split.ts';
import { lastAtOrBefore } from '../../model/search.ts';

/**
 * Parses a Dockerfile. Splitting takes time linear in the text; an instruction is looked into only when it is asked
 * for, so that a hover on a freshly changed file costs one instruction.
 */
export function parseDockerfile(text: string, shell: ShellParser): ParsedFile {
  const file = splitDockerfile(text);
  const stages = findStages(text, file);
  const expanded = new Map<number, readonly Element[]>();

  const directives = new ElementBuilder(-1);
  for (const directive of file.directives) {
    directives.add({ ...directive, path: `directive/${directive.name}`, range: { start: directive.nameRange.start, end: directive.valueRange.end } });
  }

  const expand = (index: number): readonly Element[] => {
    let elements = expanded.get(index);
    const chunk = file.chunks[index];
    if (!elements && chunk) {
      elements = expandInstruction(text, chunk, file.escape, stages.contextOf(index), shell);
      elements = [...elements].sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end);
      expanded.set(index, elements);
    }
    return elements ?? [];
  };

  const chunkAt = (offset: number): number => lastAtOrBefore(file.chunks.length, (index) => file.chunks[index]?.range.start, offset);

  return {
    workloads: stages.workloads,
    decisive: (workload) => expand(chunkAt(stages.workloads[workload]?.range.start ?? -1)),
    elements: () => [...directives.elements, ...file.chunks.flatMap((_, index) => expand(index))],
    at: (offset) => [...directives.elements, ...expand(chunkAt(offset))].find((element) => contains(element.hoverRange, offset)),
  };
}
