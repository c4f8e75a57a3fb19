import type { Source } from '../model/knowledge.ts';
import { boundaryOf, type Lookups } from './cell.ts';
import { type Compared, rowOf, stackColumn } from './column.ts';
import { groupsOf, type Order } from './comparison.ts';
import { escapeMarkdown } from './escape.ts';
import { stackSvg } from './stack.ts';

/** A comparison as a Markdown document: a table of answers and mechanisms, then the sources. */
export function comparisonMarkdown(columns: readonly Compared[], order: Order, look: Lookups): string {
  const { core, sources } = look;
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('\n', ' ')).join(' | ')} |`;
  const cited = new Map<string, Source>();
  const cellText = (column: Compared, layer: Parameters<typeof rowOf>[1]) => {
    const { cell, reasons } = rowOf(column, layer);
    for (const id of cell.sources) if (sources[id]) cited.set(id, sources[id]);
    const lines = reasons.map(({ element }) => escapeMarkdown(`${element.name} ${element.value}`.trim()));
    return [`**${boundaryOf(core, cell.boundary).name}**`, escapeMarkdown(cell.mechanism), ...lines].filter(Boolean).join(' · ');
  };
  const rows = groupsOf(columns, order, look).flatMap(([, layers]) =>
    layers.map((layer) => line([layer.name, ...columns.map((column) => cellText(column, layer.id))])),
  );
  const names = columns.map(({ name }) => escapeMarkdown(name));
  return [
    `# ${names.join(' · ')}`,
    '',
    line([core.words.layer ?? '', ...names]),
    line(Array.from({ length: columns.length + 1 }, () => '---')),
    ...rows,
    '',
    `## ${core.words.sources ?? ''}`,
    '',
    ...[...cited.values()].map(
      ({ title, url, publisher, version }) => `- [${escapeMarkdown(title)}](${url}), ${escapeMarkdown(publisher)} (${escapeMarkdown(version)})`,
    ),
    '',
  ].join('\n');
}

/** Print colours, readable on white: one for each kind of answer. */
const PRINT: Readonly<Record<string, string>> = {
  shared: '#8f5600',
  'shared+isolated': '#5f6b00',
  isolated: '#1f7a3d',
  translated: '#7d3aa3',
  virtualized: '#0f5fae',
  dedicated: '#8a1c5b',
  absent: '#666666',
};

/** The stack diagram as an SVG file that needs no style sheet. */
export function comparisonSvg(columns: readonly Compared[], { core }: Lookups): string {
  const rules = core.boundaries.map(({ id, class: answer }) => `.b-${id} .block{stroke:${PRINT[answer]}}.b-${id} .glyph{fill:${PRINT[answer]}}`);
  const style = `<style>text{font:12px sans-serif;fill:#222}.head{font-weight:bold}.label{fill:#555}.block{fill:#fff;stroke-width:1.5}.guest{fill:none;stroke:#999;stroke-dasharray:4 3}${rules.join('')}</style><rect width="100%" height="100%" fill="#fff"/>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${stackSvg(columns.map(stackColumn), core).replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ').replace('<desc>', `${style}<desc>`)}\n`;
}
