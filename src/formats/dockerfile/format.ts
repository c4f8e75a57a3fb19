import type { Format } from '../../model/format.ts';

const NAME = /^(?:(?:docker|container)file(?:\..+)?|.+\.(?:docker|container)file)$/i;

/** Dockerfile, Containerfile, `*.dockerfile`, `Dockerfile.*`. */
export const dockerfile: Format = {
  id: 'dockerfile',
  technology: 'docker',
  selectors: [{ language: 'dockerfile' }],
  recognises: ({ path, languageId }) => {
    // A language the reader has chosen counts more than the name.
    if (languageId !== undefined && languageId !== 'plaintext') return languageId === 'dockerfile';
    return NAME.test(path.split(/[\\/]/).at(-1) ?? '');
  },
  familyOf: ({ path }) => (path.startsWith('RUN/sh/') ? 'commands' : 'containers'),
  load: async (read) => {
    const [{ parseDockerfile }, { loadBash }] = await Promise.all([import('./parse.ts'), import('../shell/bash.ts')]);
    const shell = await loadBash(read);
    return { parse: (text) => parseDockerfile(text, shell) };
  },
};
