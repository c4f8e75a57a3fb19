import type { FileHint, Format } from '../../model/format.ts';

const PROLOGUE = /^\ufeff?(?:\s|<\?[^>]*>|<!--(?:[^-]|-(?!->))*-->)*/;
const XML = /^(?:<!DOCTYPE\s+zone\s|<zone\s[^>]*\bzonepath\s*=)/;
/** Where a command may start. */
const AT = String.raw`(?:^|;)[ \t\ufeff]*`;
const BRANDS = 'native|l?ipkg|sparse|pkgsrc|illumos|omnios|solaris(?:8|9|10|-kz)?|labeled|lx|bhyve|kvm|joyent(?:-minimal)?|emu|cluster';
/** A property that only a zone has, with a value it can have or a placeholder. */
const PROPERTY = String.raw`set[ \t]+(?:zonepath[ \t]*=[ \t]*"?[/%$@{<]|brand[ \t]*=[ \t]*"?(?:(?:${BRANDS})\b|[%$@{<])|ip-type[ \t]*=[ \t]*"?(?:exclusive|shared)\b)`;
const RESOURCES = 'net|anet|fs|rctl|attr|dataset|device|inherit-pkg-dir|capped-memory|capped-cpu|dedicated-cpu|virtual-cpu|rootzpool|zpool|admin';
/** How a zone begins, or a property that only it has … */
const OPENING = new RegExp(String.raw`${AT}(?:create(?:[ \t]+-|[ \t]*(?:;|\r?$))|set[ \t]+autoboot[ \t]*=|${PROPERTY})`, 'm');
/** … and a command that only a zone has. */
const OWN = new RegExp(String.raw`${AT}(?:${PROPERTY}|(?:add|select)[ \t]+(?:${RESOURCES})[ \t]*(?:;|\r?$))`, 'm');
/** A script that calls zonecfg, or a page about it, is not its input. */
const OTHERS = /\.(?:md|rst|adoc|ya?ml|json|html?|py|pl|rb|sh|bash|ksh|c|h|go|sql|vim|service)$/i;
const NAMED = /\.(?:zonecfg|zcfg)$/i;

/** Solaris and illumos zones: zonecfg command files, the output of `zonecfg export`, and the XML of /etc/zones. */
export const zones: Format = {
  id: 'zones',
  technology: 'solaris-zone',
  selectors: [{ language: 'zonecfg' }, { language: 'xml' }, { language: 'plaintext' }, { pattern: '**/*.{zonecfg,zone,zcfg}' }],
  recognises: ({ path, languageId, head = '' }: FileHint) => {
    if (languageId === 'zonecfg') return true;
    if (languageId === 'xml' || /\.xml$/i.test(path)) return XML.test(head.slice(PROLOGUE.exec(head)?.[0].length ?? 0));
    if (languageId !== undefined && languageId !== 'plaintext') return false;
    if (NAMED.test(path)) return true;
    return !OTHERS.test(path) && !head.startsWith('#!') && OPENING.test(head) && OWN.test(head);
  },
  familyOf: () => 'containers',
  load: async () => {
    const { parseZone } = await import('./parse.ts');
    return { parse: parseZone };
  },
};
