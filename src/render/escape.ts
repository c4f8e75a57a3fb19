/** Text for HTML, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** `$(name)`, which VS Code turns into an icon after Markdown is rendered, in code spans too. */
const ICON = /(\$\([a-z0-9-]+(?:~[a-z]+)?\))/gi;

/** Text that Markdown shows as it is: nothing in it is markup, and `$(name)` no icon (VS Code takes `\$(` for an escape). */
export function escapeMarkdown(text: string): string {
  return text
    .split(ICON)
    .map((piece, index) => (index % 2 === 1 ? `\\${piece}` : escapeMarkup(piece)))
    .join('');
}

function escapeMarkup(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~$&:@]/g, (character) => (character === '<' ? '&lt;' : character === '&' ? '&amp;' : `\\${character}`));
}

/** A Markdown code span that holds any text: its fence is longer than every run of backticks inside. */
export function markdownCode(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  // Nothing can be escaped inside code: an invisible word joiner keeps `$(name)` from becoming an icon.
  return `${fence}${pad}${text.replace(/\s+/g, ' ').replace(ICON, (icon) => icon.replace('(', '\u2060('))}${pad}${fence}`;
}

/** A text of ours, whose only markup is `code`, as Markdown. */
export function textToMarkdown(text: string): string {
  return pieces(text, escapeMarkdown, markdownCode);
}

/** A text of ours, whose only markup is `code`, as HTML. */
export function textToHtml(text: string): string {
  return pieces(text, escapeHtml, (code) => `<code>${escapeHtml(code)}</code>`);
}

function pieces(text: string, plain: (text: string) => string, code: (text: string) => string): string {
  // A backtick without a partner is a character like any other.
  return text
    .split(/(`[^`]+`)/)
    .map((piece, index) => (index % 2 === 1 ? code(piece.slice(1, -1)) : plain(piece)))
    .join('');
}
