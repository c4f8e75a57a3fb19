import type { Core, Term } from '../model/knowledge.ts';
import { escapeHtml, textToHtml } from './escape.ts';

/** The glossary page, in the order of the locale. @param goal the term to show */
export function renderGlossary(terms: readonly Term[], goal: string | undefined, core: Core, locale: string): string {
  const sorted = [...terms].sort((a, b) => a.term.localeCompare(b.term, locale));
  return `<h1 tabindex="-1">${escapeHtml(core.words.glossary ?? '')}</h1><dl class="glossary">${sorted.map(({ id, term, meaning }) => `<dt id="term-${escapeHtml(id)}"${id === goal ? ' data-goal tabindex="-1"' : ''}>${textToHtml(term)}</dt><dd>${textToHtml(meaning)}</dd>`).join('')}</dl>`;
}
