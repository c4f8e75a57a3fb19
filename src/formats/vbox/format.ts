import type { Format } from '../../model/format.ts';

/** The root of every file of VirtualBox's; only a machine's has `<Machine>` in it, `VirtualBox.xml` has `<Global>`. */
const PROLOGUE = /^\ufeff?(?:\s|<\?[^>]*>|<!--(?:[^-]|-(?!->))*-->)*/;
const MACHINE =
  /^<VirtualBox\s[^>]*?\bxmlns\s*=\s*["']https?:\/\/www\.(?:virtualbox\.org\/|innotek\.de\/VirtualBox-settings)["'][^>]*>(?:\s|<!--(?:[^-]|-(?!->))*-->)*<Machine(?:Encrypted)?[\s>/]/;

/** The settings of one VirtualBox machine: `*.vbox`, or the `*.vbox-prev` VirtualBox keeps beside it. */
export const vbox: Format = {
  id: 'vbox',
  technology: 'virtualbox',
  selectors: [{ pattern: '**/*.{vbox,vbox-prev}' }, { language: 'xml' }],
  recognises: ({ path, languageId, head }) => {
    if (head === undefined || !(languageId === 'xml' || /\.(?:vbox|vbox-prev|xml)$/i.test(path))) return false;
    return MACHINE.test(head.slice(PROLOGUE.exec(head)?.[0].length ?? 0));
  },
  familyOf: () => 'machines',
  load: async () => {
    const { parseVbox } = await import('./parse.ts');
    return { parse: parseVbox };
  },
};
