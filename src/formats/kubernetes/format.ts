import type { FileHint, Format } from '../../model/format.ts';
import { ofKubernetes } from './kinds.ts';

const KIND = /^kind[ \t]*:[ \t]*["']?([A-Za-z]+)["']?[ \t]*(?:#.*)?\r?$/m;
const VERSION = /^apiVersion[ \t]*:[ \t]*["']?([^\s"'#]+)/m;
const JSON_TOKEN = /"(?:[^"\\\r\n]|\\.)*"(?:\s*:)?|[{}[\]]/g;

/** Manifests whose pods run something: told by `apiVersion` and `kind` alone, as their names say nothing. */
export const kubernetes: Format = {
  id: 'kubernetes',
  technology: 'kubernetes-pod',
  selectors: [{ language: 'yaml' }, { language: 'helm' }, { language: 'json' }],
  recognises,
  familyOf: () => 'containers',
  load: async () => {
    const { parseKubernetes } = await import('./parse.ts');
    return { parse: parseKubernetes };
  },
};

function recognises({ path, languageId = '', head = '' }: FileHint): boolean {
  if (languageId === 'json' || /\.json$/i.test(path)) return ofKubernetes(memberOf(head, 'kind'), memberOf(head, 'apiVersion'));
  if (!/^(?:yaml|helm)$/.test(languageId) && !/\.(?:ya?ml|tpl)$/i.test(path)) return false;
  return head.split(/^---/m).some((document) => ofKubernetes(KIND.exec(document)?.[1] ?? '', VERSION.exec(document)?.[1] ?? ''));
}

/** A text of the JSON object itself, not of what is in it: an owner or a reference has a `kind` too. Empty if there is none. */
function memberOf(head: string, name: string): string {
  if (!/^\ufeff?\s*\{/.test(head)) return '';
  let depth = 0;
  let key = '';
  for (const [token] of head.matchAll(JSON_TOKEN)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    else if (token.endsWith(':')) key = depth === 1 ? token.slice(1, token.lastIndexOf('"')) : '';
    else if (depth === 1 && key === name) return token.slice(1, -1);
  }
  return '';
}
