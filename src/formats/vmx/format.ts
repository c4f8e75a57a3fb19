import type { FileHint, Format } from '../../model/format.ts';

/** A virtual machine's file, a template's (`.vmtx`), or the source of one (`web.vmx.j2`); never `.vmxf`, which is XML. */
const NAME = /\.vmt?x(?:\.(?:tmpl|tpl|j2|erb|in|template))?$/i;
/** One setting on a line of its own. */
const SETTING = /^[ \t]*\.?[a-z][\w.:-]*[ \t]*=/im;
const SIGNATURE = [/^[ \t]*config\.version[ \t]*=/im, /^[ \t]*virtualHW\.version[ \t]*=/im];

/** VMware's virtual machine configuration: `*.vmx`, `*.vmtx`. */
export const vmx: Format = {
  id: 'vmx',
  technology: 'vmware',
  selectors: [{ language: 'vmx' }, { pattern: '**/*.vmx' }, { pattern: '**/*.vmtx' }],
  recognises: ({ path, languageId, head }: FileHint) => {
    if (languageId === 'vmx') return true;
    if (NAME.test(path)) return !head?.trim() || SETTING.test(head);
    return head !== undefined && SIGNATURE.every((line) => line.test(head));
  },
  familyOf: () => 'machines',
  load: async () => {
    const { parseVmx } = await import('./parse.ts');
    return { parse: parseVmx };
  },
};
