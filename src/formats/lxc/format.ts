import type { FileHint, Format } from '../../model/format.ts';

const LXC = /^[ \t]*lxc\.[a-z][\w.]*[ \t]*=/m;
/** Proxmox VE writes `key: value`; its virtual machines have other keys, and no `rootfs`. */
const PROXMOX = [/^rootfs:[ \t]*\S/m, /^(?:arch|ostype|unprivileged|memory|hostname):[ \t]*\S/m];
const OTHERS = /\.(?:md|ya?ml|json|html?|py|sh|c|h|go)$/i;

/** LXC container configurations, and those of Proxmox VE (`/etc/pve/lxc/*.conf`). */
export const lxc: Format = {
  id: 'lxc',
  technology: 'lxc',
  selectors: [{ language: 'lxc-conf' }, { language: 'properties' }, { language: 'plaintext' }, { pattern: '**/*.conf' }, { pattern: '**/lxc/**/config' }],
  recognises: ({ path, languageId, head = '' }: FileHint) => {
    if (languageId === 'lxc-conf') return true;
    if (OTHERS.test(path)) return false;
    return LXC.test(head) || PROXMOX.every((line) => line.test(head));
  },
  familyOf: () => 'containers',
  load: async () => {
    const { parseLxc } = await import('./parse.ts');
    return { parse: parseLxc };
  },
};
