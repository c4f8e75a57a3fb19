import type { MarkdownIt as Markdown } from 'markdown-it';
import type { Core } from '../model/knowledge.ts';
import { barTable } from './bars.ts';
import { escapeHtml } from './escape.ts';
import { type QuizQuestion, quizHtml } from './quiz.ts';

/** Lanes of a flow: who acts. */
const LANES = new Set(['host', 'guest', 'hypervisor', 'hardware', 'shared']);

/** Fenced blocks of topic pages that are no code, by their info string. Their texts may hold inline Markdown. */
export const BLOCKS: Readonly<Record<string, (content: string, md: Markdown, core: Core, first: number) => string>> = { quiz, flow, timeline, bars };

/**
 * The questions of a `quiz` block, which blank lines part: what it asks, then the options, `+ right => why` and
 * `- wrong => why`.
 */
export function readQuiz(content: string): QuizQuestion[] {
  return content
    .split(/\n\s*\n/)
    .filter((part) => part.trim())
    .map((part) => {
      const lines = part.trim().split('\n');
      const isOption = (line: string) => /^[+-] /.test(line);
      return {
        asks: lines.filter((line) => !isOption(line)).join(' '),
        options: lines.filter(isOption).map((line) => {
          const [text = '', ...why] = line.slice(2).split(' => ');
          return { right: line.startsWith('+'), text, why: why.join(' => ') };
        }),
      };
    });
}

function quiz(content: string, md: Markdown, core: Core, first: number): string {
  // Nothing to focus inside what is itself opened by a click.
  return quizHtml(readQuiz(content), (text) => md.renderInline(text, { plain: true }), core, first);
}

/** `lane | who | what happens`, one step a line. */
function flow(content: string, md: Markdown, core: Core): string {
  const steps = rowsOf(content).map(([lane = '', who = '', what = '']) => {
    const known = LANES.has(lane) ? lane : 'shared';
    return `<li class="lane-${known}"><span class="lane">${escapeHtml(core.words[`lane.${known}`] ?? lane)}</span> <strong>${md.renderInline(who)}</strong> <span>${md.renderInline(what)}</span></li>`;
  });
  return `<figure><ol class="flow">${steps.join('')}</ol></figure>`;
}

/** `year | what | sentence`, one event a line. */
function timeline(content: string, md: Markdown): string {
  const events = rowsOf(content).map(
    ([year = '', what = '', text = '']) =>
      `<li><time>${escapeHtml(year)}</time><div><strong>${md.renderInline(what)}</strong> ${md.renderInline(text)}</div></li>`,
  );
  return `<figure><ol class="timeline">${events.join('')}</ol></figure>`;
}

/** First line `title | unit`, then `label | number | remark`: a bar chart that is a table. */
function bars(content: string, md: Markdown): string {
  const [[title = '', unit = ''] = [], ...entries] = rowsOf(content);
  const bar = ([label = '', written = '', remark = '']: string[]) => ({
    label: md.renderInline(label),
    value: Number(written) || 0,
    written,
    remark: md.renderInline(remark),
  });
  return barTable(md.renderInline(title), unit, entries.map(bar));
}

/** The lines of a block, cut at ` | `; blank lines count for nothing. */
export function rowsOf(content: string): string[][] {
  return content
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => line.split(' | ').map((cell) => cell.trim()));
}
