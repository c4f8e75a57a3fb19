import type { FileHint, Format } from '../../model/format.ts';

const XML = /<!DOCTYPE\s+zone\s|^<zone\s[^>]*\bzonepath\s*=/m;
/** A zonecfg file says how the zone begins, or where it lies, or of which brand it is, and adds resources. */
const COMMANDS = [
  /^[ \t]*(?:create(?:[ \t]+-|[ \t]*[;\r\n]|$)|set[ \t]+(?:zonepath|brand|ip-type|autoboot)[ \t]*=)/m,
  /^[ \t]*(?:set[ \t]+(?:zonepath|brand)[ \t]*=|add[ \t]+(?:net|anet|fs|rctl|attr|dataset|device|capped-memory|capped-cpu|dedicated-cpu)[ \t]*(?:;|\r?$))/m,
];
const OTHERS = /\.(?:md|ya?ml|json|html?|py|c|h|go|sql|vim)$/i;

/** Solaris and illumos zones: zonecfg command files, the output of `zonecfg export`, and the XML of /etc/zones. */
export const zones: Format = {
  id: 'zones',
  technology: 'solaris-zone',
  selectors: [{ language: 'zonecfg' }, { language: 'xml' }, { language: 'plaintext' }, { pattern: '**/*.{zonecfg,zone,zcfg}' }],
  recognises: ({ path, languageId, head = '' }: FileHint) => {
    if (languageId === 'zonecfg') return true;
    if (languageId === 'xml' || /\.xml$/i.test(path)) return XML.test(head);
    return !OTHERS.test(path) && COMMANDS.every((line) => line.test(head));
  },
  familyOf: () => 'containers',
  load: async () => {
    const { parseZone } = await import('./parse.ts');
    return { parse: parseZone };
  },
};
