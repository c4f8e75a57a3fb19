import type { Core } from '../model/knowledge.ts';
import { MORE_PAGES } from '../model/vocabulary.ts';
import { escapeHtml } from './escape.ts';

/** Ways to the pages beside the learning path. */
export function renderMore(core: Core): string {
  const word = (key: string) => escapeHtml(core.words[key] ?? key);
  const links = MORE_PAGES.map((kind) => `<li><a href="#page-${kind}" data-page="${kind}">${word(kind)}</a></li>`);
  return `<h2>${word('pages')}</h2><ul>${links.join('')}</ul>`;
}
