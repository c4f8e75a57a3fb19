import type { Core } from '../model/knowledge.ts';
import { sign } from './cell.ts';
import { escapeHtml, textToHtml } from './escape.ts';
import { renderMore } from './more.ts';

/** The start page: the path, and what the signs mean. @param sentence why the reader is here instead of where they wanted */
export function renderStart(core: Core, sentence?: string): string {
  const word = (key: string) => escapeHtml(core.words[key] ?? key);
  const groups = core.groups.map(
    (group) =>
      `<h2>${escapeHtml(group.name)}</h2><ul>${group.topics.map((topic) => `<li><a href="#topic-${topic.id}" data-topic="${topic.id}">${textToHtml(topic.title)}</a></li>`).join('')}</ul>`,
  );
  const legend = core.boundaries.map((boundary) => `<dt>${sign(core, boundary.id)}</dt><dd>${escapeHtml(boundary.meaning)}</dd>`);
  return (
    `<h1 tabindex="-1">${word('start')}</h1>${sentence ? `<p role="status" class="status">${escapeHtml(sentence)}</p>` : ''}<p>${word('startIntro')}</p>` +
    `<nav>${groups.join('')}${renderMore(core)}</nav><h2>${word('legend')}</h2><dl class="legend">${legend.join('')}</dl>`
  );
}
