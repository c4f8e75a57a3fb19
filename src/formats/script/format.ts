import type { FileHint, Format } from '../../model/format.ts';

const NAME = /\.(?:sh|bash|ksh|zsh)$/i;
const SHEBANG = /^#!.*\b(?:ba|da|k|z)?sh\b/;
const STARTS = /\b(?:docker|podman|nerdctl)\s(?:[^\n]*\s)?(?:run|create|exec)\b/;

/** Shell scripts that start containers by `docker run` and its like. */
export const script: Format = {
  id: 'script',
  notes: ['script', 'compose'],
  selectors: [{ language: 'shellscript' }],
  recognises,
  familyOf: () => 'commands',
  load: async (read) => {
    const [{ parseScript }, { loadBash }] = await Promise.all([import('./parse.ts'), import('../shell/bash.ts')]);
    const shell = await loadBash(read);
    return { parse: (text) => parseScript(text, shell) };
  },
};

function recognises({ path, languageId, head = '' }: FileHint): boolean {
  return (languageId === 'shellscript' || NAME.test(path) || SHEBANG.test(head)) && STARTS.test(head);
}
