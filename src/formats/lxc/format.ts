import type { FileHint, Format } from '../../model/format.ts';

/** A name an LXC configuration may have; names alone say too little. */
const NAME = /(?:^|[\\/])(?:config(?:\.\w+)?|[^\\/]*\.(?:conf|cfg|lxc)(?:\.(?:j2|erb|tmpl|tpl|in|template|example|sample|dist))?)$/i;
/** Where Proxmox VE keeps the configuration of its containers. */
const PVE_PATH = /(?:^|[\\/])lxc[\\/]\d+\.conf$/i;
/** Neither a comment, nor blank, nor a line of a template engine. */
const SIGNIFICANT = /^[ \t]*[^\s#{%<]/;
const LXC_LINE = /^[ \t]*lxc\.[a-z_][\w.*-]*[ \t]*=/;
const PVE_LINE = /^(?:arch|ostype|unprivileged|memory|swap|hostname|features|cores|cpulimit|onboot|(?:net|mp|dev|unused)\d+|lxc\.[\w.-]+):[ \t]*\S/;
const PVE_ROOTFS = /^rootfs:[ \t]*\S/;
/** Settings of virtual machines in the same place and form (qemu-server). */
const QEMU_LINE =
  /^(?:(?:(?:scsi|ide|sata|virtio|efidisk|tpmstate)\d+|scsihw|bootdisk|boot|bios|machine|sockets|smbios1|vmgenid|cpu|vga):|ostype:[ \t]*(?:l2\d|w2k|wxp|wvista|win\d|solaris|other))/;

/** LXC container and system configuration (`lxc.key = value`), and Proxmox VE's container files (`rootfs: …`). */
export const lxc: Format = {
  id: 'lxc',
  technology: 'lxc',
  selectors: [{ language: 'lxc' }, { pattern: '**/config' }, { pattern: '**/*.conf' }, { pattern: '**/lxc/*' }],
  recognises: ({ path, languageId, head }: FileHint) => {
    if (languageId === 'lxc') return true;
    if (!head || !NAME.test(path)) return false;
    const lines = head
      .replace(/^\ufeff/, '')
      .split(/\r?\n/)
      .filter((line) => SIGNIFICANT.test(line));
    if (lines.length === 0) return false;
    return mostly(lines, LXC_LINE) || isProxmox(path, lines);
  },
  familyOf: () => 'containers',
  load: async () => {
    const { parseLxc } = await import('./parse.ts');
    return { parse: parseLxc };
  },
};

/** Whether more than half of the lines are of the kind: the last one may be cut off, others may be placeholders. */
function mostly(lines: readonly string[], kind: RegExp): boolean {
  return lines.filter((line) => kind.test(line)).length * 2 > lines.length;
}

function isProxmox(path: string, lines: readonly string[]): boolean {
  if (lines.some((line) => QEMU_LINE.test(line))) return false;
  const known = lines.filter((line) => PVE_LINE.test(line)).length;
  return PVE_PATH.test(path) ? known > 0 : known >= 2 && lines.some((line) => PVE_ROOTFS.test(line));
}
