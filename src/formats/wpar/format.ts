import type { FileHint, Format } from '../../model/format.ts';

/** A stanza's name alone on its line, then settings set in; `general` and one that only WPARs have. */
const GENERAL =
  /^general:[ \t]*\r?\n(?:[ \t]+[\w]+[ \t]*=.*\r?\n|[ \t]*(?:[*#].*)?\r?\n)*?[ \t]+(?:name|checkpointable|directory|privateusr|hostname|auto|routing|rootvg|xwparipc|ostype|architecture)[ \t]*=[ \t]*"?/m;
const STANZA = /^(?:network|resources|mount|security|device|kernext|options):[ \t]*\r?$/m;
const OTHERS = /\.(?:ya?ml|json|md|py|c|h|toml)$/i;

/** Specification files of AIX workload partitions, as mkwpar and wparexec write and read them. */
export const wpar: Format = {
  id: 'wpar',
  technology: 'aix-wpar',
  selectors: [{ language: 'wpar-spec' }, { language: 'plaintext' }, { pattern: '**/*.{spec,wpar}' }],
  recognises: ({ path, languageId, head = '' }: FileHint) => {
    if (languageId === 'wpar-spec') return true;
    return !OTHERS.test(path) && GENERAL.test(head) && STANZA.test(head);
  },
  familyOf: () => 'containers',
  load: async () => {
    const { parseWpar } = await import('./parse.ts');
    return { parse: parseWpar };
  },
};
