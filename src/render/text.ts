import type { Core } from '../model/knowledge.ts';
import type { IsolationMap } from '../model/note.ts';

/** An isolation map as plain text, for terminals. */
export function mapToText(map: IsolationMap, core: Core): string {
  const boundary = new Map(core.boundaries.map((each) => [each.id, each]));
  const layer = new Map(core.layers.map((each) => [each.id, each.name]));
  const technology = core.technologies.find((each) => each.id === map.technology)?.name ?? map.technology;
  const rows = map.rows.map((row) => {
    const sign = boundary.get(row.cell.boundary);
    const decided = core.words[`decidedBy.${row.decidedBy}`] ?? row.decidedBy;
    const knobs = row.decidedBy === 'start' ? ` (${row.cell.setBy.join(', ')})` : '';
    const reasons = row.reasons.map(
      ({ element, note }) => `\n      ${element.path} ${oneLine(element.value)}: ${boundary.get(note.boundary)?.name ?? note.boundary}`,
    );
    return `  ${sign?.glyph ?? ''} ${layer.get(row.layer) ?? row.layer}: ${[sign?.name ?? row.cell.boundary, row.cell.mechanism, decided].filter(Boolean).join(' · ')}${knobs}${reasons.join('')}`;
  });
  return `${map.workload} (${technology})\n${rows.join('\n')}`;
}

/** A value on one line, cut to a readable length. */
export function oneLine(value: string, length = 60): string {
  const line = value.replace(/\s+/g, ' ').trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}
