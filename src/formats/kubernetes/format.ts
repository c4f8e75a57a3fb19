import type { FileHint, Format } from '../../model/format.ts';
import { ofKubernetes } from './kinds.ts';

const KIND = /^kind[ \t]*:[ \t]*["']?([A-Za-z]+)["']?[ \t]*(?:#.*)?\r?$/m;
const VERSION = /^apiVersion[ \t]*:[ \t]*["']?([^\s"'#]+)/m;

/** Manifests whose pods run something: told by `apiVersion` and `kind` alone, as their names say nothing. */
export const kubernetes: Format = {
  id: 'kubernetes',
  technology: 'kubernetes-pod',
  selectors: [{ language: 'yaml' }, { language: 'helm' }],
  recognises,
  familyOf: () => 'containers',
  load: async () => {
    const { parseKubernetes } = await import('./parse.ts');
    return { parse: parseKubernetes };
  },
};

function recognises({ path, languageId = '', head = '' }: FileHint): boolean {
  if (!/^(?:yaml|helm)$/.test(languageId) && !/\.(?:ya?ml|tpl)$/i.test(path)) return false;
  return head.split(/^---/m).some((document) => ofKubernetes(KIND.exec(document)?.[1] ?? '', VERSION.exec(document)?.[1] ?? ''));
}
