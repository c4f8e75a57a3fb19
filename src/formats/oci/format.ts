import type { FileHint, Format } from '../../model/format.ts';

const VERSION = /"ociVersion"\s*:\s*"/;
/** Image layouts carry no `ociVersion`; a state document does, and has a `pid` or `bundle` where a configuration has parts. */
const PARTS = /"(?:process|root|mounts|linux|windows|solaris|vm|zos|freebsd|hooks|hostname)"\s*:/;

/** `config.json` of an OCI bundle, as runc, crun, youki and runhcs read it. */
export const oci: Format = {
  id: 'oci',
  technology: 'docker',
  selectors: [{ language: 'json' }, { language: 'jsonc' }],
  recognises: ({ path, languageId, head = '' }: FileHint) =>
    (languageId === 'json' || languageId === 'jsonc' || /\.jsonc?$/i.test(path)) && VERSION.test(head) && PARTS.test(head) && !/"bundle"\s*:/.test(head),
  familyOf: () => 'containers',
  load: async () => {
    const { parseOci } = await import('./parse.ts');
    return { parse: parseOci };
  },
};
