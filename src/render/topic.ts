import MarkdownIt, { type MarkdownIt as Markdown } from 'markdown-it';
import type { Core, Figure, Source, Technology, Term, TopicEntry } from '../model/knowledge.ts';
import { BLOCKS, readQuiz } from './blocks.ts';
import type { Lookups } from './cell.ts';
import { stackColumn, technologyColumn } from './column.ts';
import { layerTable } from './comparison.ts';
import { escapeHtml, textToHtml } from './escape.ts';
import { figureInTopic } from './figures.ts';
import { stackSvg } from './stack.ts';
import { explainTerms } from './terms.ts';

const FIGURE = /^\{\{(stack|table|figure):([^}]+)\}\}$/;

/**
 * A topic page from its Markdown. Citations become numbered links to the list of sources at the end; figures are drawn
 * from the technologies' cells; the first use of each glossary term explains it. Raw HTML in the Markdown stays text.
 */
export function renderTopic(
  title: string,
  body: string,
  entry: TopicEntry,
  technologies: readonly Technology[],
  terms: readonly Term[],
  look: Lookups,
  figures: readonly Figure[] = [],
): string {
  const { core, sources } = look;
  const word = (key: string) => escapeHtml(core.words[key] ?? key);
  const cited: Source[] = [];
  const number = (id: string): number | undefined => {
    const source = sources[id];
    if (!source) return undefined;
    if (!cited.includes(source)) cited.push(source);
    return cited.indexOf(source) + 1;
  };
  const byIds = (ids: string) => ids.split(',').flatMap((id) => technologies.find((technology) => technology.id === id.trim()) ?? []);
  const md = createMarkdown(core, number, (kind, ids) => {
    if (kind === 'figure') {
      const figure = figures.find(({ id }) => id === ids.trim());
      return figure ? figureInTopic(figure, figure.sources.map((id) => citation(id, number(id))).join(''), core) : '';
    }
    const chosen = byIds(ids).map(technologyColumn);
    if (kind === 'table') return layerTable(chosen, 'differences', look);
    return `<figure>${stackSvg(chosen.map(stackColumn), core)}<figcaption>${word('stackCaption')}</figcaption></figure>`;
  });
  explainTerms(md, terms, title);
  const content = md.render(body);

  const topics = core.groups.flatMap((group) => group.topics);
  const related = entry.related
    .flatMap((id) => topics.find((topic) => topic.id === id) ?? [])
    .map((topic) => `<li><a href="#topic-${topic.id}" data-topic="${topic.id}">${textToHtml(topic.title)}</a></li>`);
  const compare =
    entry.technologies.length >= 2
      ? `<p><a href="#compare" data-compare="${escapeHtml(entry.technologies.slice(0, 4).join(','))}">${word('compareThese')}: ${byIds(
          entry.technologies.slice(0, 4).join(','),
        )
          .map((each) => escapeHtml(each.name))
          .join(', ')}</a></p>`
      : '';
  return (
    `<article><h1 tabindex="-1">${textToHtml(title)}</h1>${content}<p><button type="button" id="export" data-action="export">${word('asMarkdown')}</button></p><nav aria-label="${word('related')}"><h2>${word('related')}</h2><ul>${related.join('')}</ul>${compare}</nav>` +
    `<section class="sources"><h2>${word('sources')}</h2><ol>${cited.map((source) => `<li id="source-${escapeHtml(source.id)}"><a href="${escapeHtml(source.url)}">${escapeHtml(source.title)}</a>, ${escapeHtml(source.publisher)} (${escapeHtml(source.version)})</li>`).join('')}</ol></section></article>`
  );
}

/** A reference to the list of sources; nothing for an unknown source. */
function citation(id: string, index: number | undefined): string {
  return index === undefined ? '' : `<sup><a href="#source-${escapeHtml(id)}" class="citation">[${index}]</a></sup>`;
}

function createMarkdown(core: Core, number: (source: string) => number | undefined, figure: (kind: string, ids: string) => string): Markdown {
  const md = new MarkdownIt({ html: false, linkify: false });
  md.inline.ruler.before('link', 'citation', (state, silent) => {
    const match = /^\[@([a-z0-9-]+)\]/.exec(state.src.slice(state.pos, state.pos + 80));
    const index = match && number(match[1] ?? '');
    if (!match || index === undefined) return false;
    if (!silent) {
      const token = state.push('html_inline', '', 0);
      token.content = citation(match[1] ?? '', index ?? undefined);
    }
    state.pos += match[0].length;
    return true;
  });
  md.block.ruler.before(
    'paragraph',
    'figure',
    (state, line, _end, silent) => {
      const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
      const match = FIGURE.exec(state.src.slice(start, state.eMarks[line]).trim());
      if (!match) return false;
      if (!silent) {
        state.push('html_block', '', 0).content = figure(match[1] ?? '', match[2] ?? '');
        state.line = line + 1;
      }
      return true;
    },
    { alt: ['paragraph'] },
  );
  // A table may be wider than the page: it scrolls by itself, by keyboard too.
  let tables = 0;
  md.renderer.rules.table_open = () => `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(core.words.table ?? '')} ${++tables}"><table>`;
  md.renderer.rules.table_close = () => '</table></div>';
  const fence = md.renderer.rules.fence;
  let questions = 0;
  md.renderer.rules.fence = (tokens, index, options, env, self) => {
    const token = tokens[index];
    const block = BLOCKS[token?.info.trim() ?? ''];
    if (!token || !block) return fence?.(tokens, index, options, env, self) ?? '';
    const first = questions;
    if (token.info.trim() === 'quiz') questions += readQuiz(token.content).length;
    return block(token.content, md, core, first);
  };
  const validate = md.validateLink.bind(md);
  md.validateLink = (url) => url.startsWith('topic:') || validate(url);
  md.renderer.rules.link_open = (tokens, index, options, _env, self) => {
    const token = tokens[index];
    const href = String(token?.attrGet('href') ?? '');
    if (token && href.startsWith('topic:')) {
      token.attrSet('href', `#topic-${href.slice('topic:'.length)}`);
      token.attrSet('data-topic', href.slice('topic:'.length));
    }
    return self.renderToken(tokens, index, options);
  };
  return md;
}
