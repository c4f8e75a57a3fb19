import type { Figure, Source, Technology } from '../model/knowledge.ts';
import { readQuiz, rowsOf } from './blocks.ts';
import { boundaryOf, type Lookups } from './cell.ts';
import { rowOf, technologyColumn } from './column.ts';
import { escapeMarkdown } from './escape.ts';

/** A block of a topic: a fence that is no code, or a figure. */
const BLOCK = /^```(quiz|flow|timeline|bars)\n([\s\S]*?)^```$|^\{\{(stack|table|figure):([^}]+)\}\}$/gm;

/** What of a topic its document is made of. */
interface TopicText {
  readonly title: string;
  readonly body: string;
  readonly figures: readonly Figure[];
}

/**
 * A topic as a Markdown document that stands alone: citations become numbered links, figures and flows tables and lists,
 * questions have their answers at their end.
 * @param titleOf the title of another topic, for links to it
 */
export function topicMarkdown(topic: TopicText, technologies: readonly Technology[], look: Lookups, titleOf: (id: string) => string): string {
  const { title, body, figures } = topic;
  const { core, sources } = look;
  const cited: Source[] = [];
  const cite = (id: string): string => {
    const source = sources[id];
    if (!source) return '';
    if (!cited.includes(source)) cited.push(source);
    return `[\\[${cited.indexOf(source) + 1}\\]](${source.url})`;
  };
  const text = body
    .replace(BLOCK, (_, fence: string | undefined, content = '', kind = '', ids = '') => {
      if (fence) return blockMarkdown(fence, content, core.words);
      const figure = figures.find(({ id }) => id === ids.trim());
      if (figure) return figureMarkdown(figure, core.words);
      return kind === 'figure' ? '' : layersMarkdown(ids, technologies, look);
    })
    .replace(/\[@([a-z0-9-]+)\]/g, (_, id: string) => cite(id))
    .replace(/\[([^\]]*)\]\(topic:([a-z0-9-]+)\)/g, (_, label: string, id: string) => (label === titleOf(id) ? `*${label}*` : `${label} (*${titleOf(id)}*)`));
  const list = cited.map(
    ({ title: name, publisher, version, url }, index) => `${index + 1}. [${escapeMarkdown(name)}](${url}), ${escapeMarkdown(`${publisher} (${version})`)}`,
  );
  return `# ${title}\n\n${text.trim()}\n\n## ${core.words.sources ?? ''}\n\n${list.join('\n')}\n`;
}

function blockMarkdown(kind: string, content: string, words: Readonly<Record<string, string>>): string {
  if (kind === 'quiz') {
    const questions = readQuiz(content).map(({ asks, options }, index) => {
      const choices = options.map(({ right, text, why }) => `   - ${text} **${words[right ? 'right' : 'wrong']}** ${why}`);
      return [`${index + 1}. ${asks}`, ...choices].join('\n');
    });
    return [`## ${words.quiz}`, '', ...questions].join('\n');
  }
  const rows = rowsOf(content);
  if (kind === 'flow')
    return rows.map(([lane = '', who = '', what = ''], index) => `${index + 1}. (${words[`lane.${lane}`] ?? lane}) **${who}** ${what}`).join('\n');
  if (kind === 'timeline') return rows.map(([year = '', what = '', sentence = '']) => `- ${year}: **${what}** ${sentence}`).join('\n');
  const [[title = '', unit = ''] = [], ...bars] = rows;
  return [`| ${title} | ${unit} | |`, '|---|--:|---|', ...bars.map(([label = '', value = '', remark = '']) => `| ${label} | ${value} | ${remark} |`)].join(
    '\n',
  );
}

/** A published measurement with its year, hardware and caveat, and citations that are numbered with the topic's. */
function figureMarkdown({ title, unit, rows, measured, year, hardware, caveat, sources }: Figure, words: Readonly<Record<string, string>>): string {
  const bars = rows.map(({ label, value, remark }) => `| ${label} | ${value} | ${remark} |`);
  const facts = `${words['figure.year']}: ${year} · ${words['figure.hardware']}: ${hardware}`;
  const citations = sources.map((id) => `[@${id}]`).join('');
  return [`| ${title} | ${unit} | |`, '|---|--:|---|', ...bars, '', `${measured} ${facts} **${words['figure.caveat']}** ${caveat} ${citations}`].join('\n');
}

/** The layers of some technologies as a table of boundaries and mechanisms. */
function layersMarkdown(ids: string, technologies: readonly Technology[], { core }: Lookups): string {
  const columns = ids.split(',').flatMap((id) => technologies.filter((each) => each.id === id.trim()).map(technologyColumn));
  const rows = core.layers.map((layer) => {
    const cells = columns.map((column) => {
      const { cell } = rowOf(column, layer.id);
      return `**${boundaryOf(core, cell.boundary).name}** ${escapeMarkdown(cell.mechanism)}`;
    });
    return `| ${[layer.name, ...cells].join(' | ')} |`;
  });
  return [
    `| ${[core.words.layer ?? '', ...columns.map(({ name }) => escapeMarkdown(name))].join(' | ')} |`,
    `|---${'|---'.repeat(columns.length)}|`,
    ...rows,
  ].join('\n');
}
