/** A reference inside a topic page, with its 1-based line. */
export interface PageLink {
  readonly kind: 'source' | 'topic' | 'technology' | 'figure';
  readonly id: string;
  readonly line: number;
}

/** All citations `[@source]`, topic links `](topic:id)` technologies `{{stack: a, b}}` and figures `{{figure: id}}` of a page, in order. */
export function links(text: string): PageLink[] {
  const found: PageLink[] = [];
  text.split('\n').forEach((content, index) => {
    const line = index + 1;
    for (const [, id] of content.matchAll(/\[@([^\]]+)\]/g)) found.push({ kind: 'source', id: id ?? '', line });
    for (const [, id] of content.matchAll(/\]\(topic:([^)]+)\)/g)) found.push({ kind: 'topic', id: id ?? '', line });
    for (const [, id] of content.matchAll(/^\{\{figure:([^}]*)\}\}/g)) found.push({ kind: 'figure', id: (id ?? '').trim(), line });
    for (const [, ids] of content.matchAll(/^\{\{(?:stack|table):([^}]*)\}\}/g)) {
      for (const id of (ids ?? '').split(',')) found.push({ kind: 'technology', id: id.trim(), line });
    }
  });
  return found;
}
