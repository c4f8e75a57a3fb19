import type { FileHint, Format } from '../../model/format.ts';

const NAME = /^(?:docker-)?compose(?:[._-].*)?\.ya?ml$/i;
const YAML = /\.ya?ml$/i;
/** Top-level keys of other kinds of YAML: Kubernetes, and CI systems with `services:` of their own. */
const FOREIGN = /^(?:apiVersion|kind|steps|pipeline|pipelines|jobs|stages|on|definitions)[ \t]*:/m;
/** `services:` at the margin, then the first service, which is a map that names an image or what builds it. */
const SERVICES = /^services[ \t]*:[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*( +)[A-Za-z0-9._"'-]+[ \t]*:[^\r\n]*\r?\n((?:\1 .*\r?\n|[ \t]*(?:#.*)?\r?\n)*)/m;
const CONTAINER = /^ +(?:image|build)[ \t]*:/m;

/** `compose.yaml`, `docker-compose*.yml`, the language `dockercompose`; other YAML only if its content is sure. */
export const compose: Format = {
  id: 'compose',
  technology: 'docker',
  selectors: [{ language: 'dockercompose' }, { language: 'yaml' }],
  recognises,
  familyOf: () => 'containers',
  load: async () => {
    const { parseCompose } = await import('./parse.ts');
    return { parse: parseCompose };
  },
};

function recognises({ path, languageId, head = '' }: FileHint): boolean {
  if (languageId === 'dockercompose') return true;
  const name = path.split(/[\\/]/).at(-1) ?? '';
  if (NAME.test(name)) return !/^apiVersion[ \t]*:/m.test(head);
  if (languageId !== 'yaml' && !YAML.test(name)) return false;
  return !FOREIGN.test(head) && CONTAINER.test(SERVICES.exec(head)?.[2] ?? '');
}
