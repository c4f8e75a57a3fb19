import type { FileHint, Format } from '../../model/format.ts';

/** `Vagrantfile`, `Vagrantfile.local`, `web.Vagrantfile`, `web.vagrantfile`; not `Vagrantfile.md`. */
const NAME = /^(?:Vagrantfile(?:[._-][\w.-]+)?|[\w.-]+\.vagrantfile)$/i;
const OTHER = /\.(?:md|txt|json|ya?ml|html?|sh|py|js|ts)$/i;
const CONFIGURE = /^[ \t]*Vagrant(?:\.configure\b|::Config\.run\b)/m;

/** Vagrant's description of machines, in Ruby. The provider decides of which technology they are. */
export const vagrant: Format = {
  id: 'vagrant',
  // What `v.vmx[…]` writes is a line of a .vmx file, what `vb.customize […]` sets stands in a .vbox file.
  notes: ['vagrant', 'vmx', 'vbox'],
  selectors: [{ language: 'ruby' }, { pattern: '**/Vagrantfile*' }, { pattern: '**/*.{Vagrantfile,vagrantfile}' }],
  recognises: ({ path, languageId, head }: FileHint) => {
    const name = path.split(/[\\/]/).at(-1) ?? '';
    if (NAME.test(name) && !OTHER.test(name)) return true;
    return (languageId === 'ruby' || /\.rb$/i.test(name)) && head !== undefined && CONFIGURE.test(head);
  },
  familyOf: () => 'machines',
  load: async (read) => {
    const [{ parseVagrantfile }, { loadPrism }] = await Promise.all([import('./parse.ts'), import('./prism.ts')]);
    const parseRuby = await loadPrism(read);
    return { parse: (text) => parseVagrantfile(text, parseRuby) };
  },
};
