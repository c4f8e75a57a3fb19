import type { FileHint, Format } from '../../model/format.ts';

/** `brand` is the one property every manifest needs. */
const BRAND = /"brand"\s*:\s*"(?:joyent|joyent-minimal|builder|lx|kvm|bhyve)"/;
const OTHER = /"(?:image_uuid|nics|max_physical_memory|ram|quota|alias|disks|zonename|cpu_cap|owner_uuid|autoboot|resolvers)"\s*:/;

/** The JSON that SmartOS's `vmadm create`, `update` and `get` use. */
export const smartos: Format = {
  id: 'smartos',
  technology: 'solaris-zone',
  selectors: [{ language: 'json' }, { language: 'jsonc' }],
  recognises: ({ path, languageId, head = '' }: FileHint) =>
    (languageId === 'json' || languageId === 'jsonc' || /\.jsonc?$/i.test(path)) && BRAND.test(head) && OTHER.test(head),
  familyOf: () => 'containers',
  load: async () => {
    const { parseVmadm } = await import('./parse.ts');
    return { parse: parseVmadm };
  },
};
