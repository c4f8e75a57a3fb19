import type { Format } from '../../model/format.ts';

const NAME = /^(?:\.wslconfig|wsl\.conf)$/i;

/** `.wslconfig` of a Windows user and `/etc/wsl.conf` of a distribution. */
export const wsl: Format = {
  id: 'wsl',
  technology: 'wsl2',
  selectors: [{ language: 'wslconfig' }, { pattern: '**/.wslconfig' }, { pattern: '**/wsl.conf' }],
  recognises: ({ path, languageId }) => languageId === 'wslconfig' || NAME.test(path.split(/[\\/]/).at(-1) ?? ''),
  familyOf: () => 'machines',
  load: async () => {
    const { parseWsl } = await import('./parse.ts');
    return { parse: parseWsl };
  },
};
