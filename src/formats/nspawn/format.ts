import type { Format } from '../../model/format.ts';

const NAME = /[^\\/]\.nspawn$/i;

/** What systemd.nspawn(5) has, at the start of a line; its names keep their case. */
const SECTION = /^[ \t\ufeff]*\[(?:Exec|Files|Network)\][ \t]*\r?$/m;

/** Settings of a systemd-nspawn container, `/etc/systemd/nspawn/*.nspawn` and `mkosi.nspawn`. */
export const nspawn: Format = {
  id: 'nspawn',
  technology: 'systemd-nspawn',
  // The two languages are those of extensions for systemd's files; most of their files are units and no container's.
  selectors: [{ language: 'systemd-unit-file' }, { language: 'systemd-conf' }, { pattern: '**/*.nspawn' }],
  recognises: ({ path, head = '' }) => NAME.test(path) && SECTION.test(head),
  familyOf: () => 'containers',
  load: async () => {
    const { parseNspawn } = await import('./parse.ts');
    return { parse: parseNspawn };
  },
};
