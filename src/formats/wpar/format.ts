import type { Format } from '../../model/format.ts';

/** `web.spec`, `web.wpar`, `/etc/wpars/web.cf`, or what lies in a folder `wpars`. */
const NAME = /\.(?:spec|wpar|wparspec|cf)$|[\\/]wpars[\\/][^\\/.]+$/i;

/** A stanza's header, alone on its line; it starts in the first column. */
const STANZA = /^[ \t\ufeff]{0,8}(general|network|route|resources|mount|options|security|device|kernext)[ \t]*:[ \t]*\r?$/gm;
/** An attribute below it, `key = value`, indented. */
const ATTRIBUTE =
  /^[ \t]+(?:name|hostname|directory|privateusr|checkpointable|owner|vg|auto|script|preserve|routing|application|interface|address|netmask|active|rset|shares_(?:CPU|memory)|(?:CPU|memory|procVirtMem|totalVirtMem|totalProcesses|totalThreads|totalPTYs)(?:Limits)?|vfs|dev|mountopts|size|devname|devtype|rootvg|export|secfile|privs|kernext|kext|local|rtdest)[ \t]*=/m;

/** AIX workload partition specification files: mkwpar -f, wparexec -f. */
export const wpar: Format = {
  id: 'wpar',
  technology: 'aix-wpar',
  selectors: [{ language: 'wpar-spec' }, { pattern: '**/*.spec' }, { pattern: '**/*.wpar' }, { pattern: '**/*.cf' }, { pattern: '**/wpars/*' }],
  recognises: ({ path, languageId, head = '' }) => languageId === 'wpar-spec' || (NAME.test(path) && looksLikeSpec(head)),
  familyOf: () => 'containers',
  load: async () => {
    const { parseWpar } = await import('./parse.ts');
    return { parse: parseWpar };
  },
};

/** `general:` and another stanza of a specification, with attributes as AIX writes them: nobody else's `key: value` or `[section]`. */
function looksLikeSpec(head: string): boolean {
  const stanzas = new Set(Array.from(head.matchAll(STANZA), ([, name]) => name));
  return stanzas.has('general') && stanzas.size > 1 && ATTRIBUTE.test(head);
}
