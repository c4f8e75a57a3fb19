import type { MarkdownIt as Markdown } from 'markdown-it';
import type { Term } from '../model/knowledge.ts';
import { escapeHtml, textToHtml } from './escape.ts';

/**
 * Explains the first occurrence of each glossary term in running text, on hover and focus.
 * Headings, links, code and the page's own subject are left as they are.
 */
export function explainTerms(md: Markdown, terms: readonly Term[], title: string): void {
  const spellings = new Map<string, Term>();
  for (const term of terms) for (const spelling of spellingsOf(term.term)) if (!title.toLowerCase().includes(spelling)) spellings.set(spelling, term);
  if (spellings.size === 0) return;
  const words = [...spellings.keys()].sort((a, b) => b.length - a.length).map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  // Latin words end where another sort of character begins; Japanese has no such place.
  const pattern = new RegExp(`(?<![A-Za-z0-9_])(${words.join('|')})s?(?![A-Za-z0-9_])`, 'i');
  const said = new Set<string>();
  md.core.ruler.push('terms', (state) => {
    if (state.env?.plain) return;
    let heading = false;
    for (const token of state.tokens) {
      if (token.type === 'heading_open') heading = true;
      if (token.type === 'heading_close') heading = false;
      if (token.type !== 'inline' || heading || !token.children) continue;
      let links = 0;
      token.children = token.children.flatMap((child) => {
        if (child.type === 'link_open') links++;
        if (child.type === 'link_close') links--;
        if (child.type !== 'text' || links) return [child];
        const match = pattern.exec(child.content);
        const term = match && spellings.get((match[1] ?? '').toLowerCase());
        if (!match || !term || said.has(term.id)) return [child];
        said.add(term.id);
        const part = (type: string, content: string) => Object.assign(new state.Token(type, '', 0), { content });
        return [
          part('text', child.content.slice(0, match.index)),
          part('html_inline', tipHtml(term, match[0])),
          part('text', child.content.slice(match.index + match[0].length)),
        ];
      });
    }
  });
}

function tipHtml(term: Term, written: string): string {
  const id = `tip-${escapeHtml(term.id)}`;
  return `<span class="term" tabindex="0" aria-describedby="${id}">${escapeHtml(written)}<span class="tip" role="tooltip" id="${id}">${textToHtml(term.meaning)}</span></span>`;
}

/** `C library (libc)` is written either way; in lower case. */
function spellingsOf(term: string): string[] {
  return term
    .toLowerCase()
    .replaceAll('`', '')
    .split(/[()（）、,]|\s*\/\s*/)
    .map((word) => word.trim())
    .filter((word) => word.length > 2 || /[^\x20-\x7f]{2}/.test(word));
}
