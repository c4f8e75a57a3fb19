import type { Format } from '../../model/format.ts';

/** `101.conf`, a container's UUID, `ve-basic.conf-sample`, `ve.conf`, `vz.conf`. */
const NAME = /(?:^|[\\/])(?:\d{1,10}|\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?|ve|ve-[^\\/]+|vps\.[^\\/]+|vz)\.conf(?:[-.][^\\/]*)?$/i;

/** Parameters that only OpenVZ knows, assigned as a shell would; `key: value` (Proxmox VE) and `key = value` are others' files. */
const PARAMETER =
  /^[ \t\ufeff]*(VE_(?:ROOT|PRIVATE|LAYOUT|ROUTE_SRC_DEV|STOP_MODE|PARALLEL|TYPE)|(?:DEF_)?OSTEMPLATE|ORIGIN_SAMPLE|VIRTUOZZO|VE0CPUUNITS|VZFASTBOOT|IPTABLES_MODULES|NEIGHBOUR_DEVS|PHYSPAGES|SWAPPAGES|KMEMSIZE|(?:PRIVVM|LOCKED|SHM|VMGUAR|OOMGUAR)PAGES|(?:AV)?NUMPROC|NUM(?:FILE|FLOCK|PTY|SIGINFO|TCPSOCK|OTHERSOCK|IPTENT)|DCACHESIZE|TCP(?:SND|RCV)BUF|OTHERSOCKBUF|DGRAMRCVBUF|DISKSPACE|DISKINODES|QUOTAUGIDLIMIT|CPUUNITS|CPULIMIT|NETIF|DEVNODES)=/gm;

/** How many different parameters make a file OpenVZ's. */
const ENOUGH = 2;

/** OpenVZ's and Virtuozzo's container files (ctid.conf(5), ve.conf(5)), their samples, and vz.conf(5). */
export const openvz: Format = {
  id: 'openvz',
  technology: 'openvz',
  selectors: [
    { language: 'openvz' },
    { pattern: '**/vz.conf' },
    { pattern: '**/ve.conf' },
    { pattern: '**/ve-*.conf*' },
    { pattern: '**/vps.*.conf' },
    { pattern: '**/[0-9]*.conf' },
    { pattern: '**/????????-????-????-????-????????????.conf' },
  ],
  recognises: ({ path, languageId, head = '' }) => languageId === 'openvz' || (NAME.test(path) && parameters(head) >= ENOUGH),
  familyOf: () => 'containers',
  load: async () => {
    const { parseOpenvz } = await import('./parse.ts');
    return { parse: parseOpenvz };
  },
};

function parameters(head: string): number {
  return new Set(Array.from(head.matchAll(PARAMETER), ([, name]) => name)).size;
}
