import type { FileHint, Format } from '../../model/format.ts';

const OWN_NAME = /(?:^|[\\/])(?:xl\.cfg|[^\\/]+\.xl)$/i;
const CFG_NAME = /\.cfg$/i;
const XEN_FOLDER = /(?:^|[\\/])xen[\\/](?:auto[\\/])?[^\\/]+$/i;
/** Sections belong to ini files; `key:` to YAML, `{` at a line's end to blocks. */
const FOREIGN = /^\s*\[[\w .:@-]+\]\s*$|^\s*(?:define|object)\s.*\{\s*$|^\s*<\w/m;
const TYPE = /^[ \t]*(?:[^#\n]*;)?[ \t]*(?:type[ \t]*=[ \t]*(["'])(?:pv|pvh|hvm)\1|builder[ \t]*=[ \t]*(["'])(?:hvm|generic|linux)\2)/m;
const DEVICES = /^[ \t]*(?:disk|vif)[ \t]*\+?=[ \t]*\[/m;
const MACHINE = /^[ \t]*(?:memory|maxmem|vcpus|maxvcpus)[ \t]*=[ \t]*["']?\d|^[ \t]*(?:kernel|bootloader|name)[ \t]*=[ \t]*["']/m;

/** xl (and old xm) domain configurations: `xl.cfg`, `*.xl` by name; `*.cfg` and files in a folder `xen` by content. */
export const xl: Format = {
  id: 'xl',
  technology: 'xen-pv',
  selectors: [{ language: 'xl-cfg' }, { pattern: '**/*.cfg' }, { pattern: '**/xen/*' }, { pattern: '**/xen/auto/*' }],
  recognises: ({ path, languageId, head }: FileHint) => {
    if (languageId === 'xl-cfg' || OWN_NAME.test(path)) return true;
    return (CFG_NAME.test(path) || XEN_FOLDER.test(path)) && head !== undefined && looksLikeXl(head);
  },
  familyOf: () => 'machines',
  load: async () => {
    const { parseXl } = await import('./parse.ts');
    return { parse: parseXl };
  },
};

/** A guest type or device lists, beside what every guest has, and nothing of another syntax. */
function looksLikeXl(head: string): boolean {
  if (FOREIGN.test(head)) return false;
  const signs = [TYPE, DEVICES, MACHINE].filter((sign) => sign.test(head)).length;
  return signs >= 2 && MACHINE.test(head);
}
