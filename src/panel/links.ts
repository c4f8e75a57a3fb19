import * as vscode from 'vscode';
import { isPage, type Page } from '../protocol/messages.ts';

/** The publisher and name of package.json. */
export const EXTENSION_ID = 'virtlens.virtlens';

/** A link that opens the page in VS Code; undefined for pages of the reader's own files, whose paths are nobody else's. */
export function linkTo(page: Page): string | undefined {
  const base = `${vscode.env.uriScheme}://${EXTENSION_ID}`;
  if (page.kind === 'topic') return `${base}/topic/${page.id}`;
  if (page.kind === 'map') return undefined;
  if (page.kind !== 'compare') return `${base}/${page.kind}${'id' in page && page.id ? `/${page.id}` : ''}`;
  const ids = page.columns.filter((ref) => typeof ref === 'string');
  return ids.length === page.columns.length ? `${base}/compare/${ids.join('+')}` : undefined;
}

/** The page a link leads to; undefined when it leads to none of ours. */
export function pageOf({ path }: { readonly path: string }): Page | undefined {
  const [, kind, rest = ''] = path.split('/');
  const page = kind === 'compare' ? { kind, columns: rest.split('+'), order: 'differences' } : { kind, ...(rest && { id: rest }) };
  return isPage(page) ? page : undefined;
}
