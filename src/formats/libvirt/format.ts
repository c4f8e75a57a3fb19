import type { Format } from '../../model/format.ts';

/** The root is `<domain type='…'>`, or the status file's `<domstatus>` that wraps one. */
const PROLOGUE = /^\ufeff?(?:\s|<\?[^>]*>|<!--(?:[^-]|-(?!->))*-->|<!DOCTYPE[^>]*>|\{[%#][^}]*\})*/;
const DOMAIN =
  /^<domain\s[^>]*?\btype\s*=\s*["']\s*(?:(?:kvm|qemu|kqemu|xen|lxc|openvz|bhyve|hvf|ch|vz|parallels|vmware|vbox|hyperv|test|uml|phyp)\s*["']|\{\{|\$|@|%|<%)/;
const STATUS = /^<domstatus\s[^>]*>/;

/** libvirt's domain XML, told by its root element: `*.xml` belongs to everybody. */
export const libvirt: Format = {
  id: 'libvirt',
  selectors: [{ language: 'xml' }],
  recognises: ({ path, languageId, head }) => {
    if (head === undefined || !(languageId === 'xml' || /\.xml(?:\.(?:j2|tmpl|tpl|in|erb))?$/i.test(path))) return false;
    const root = head.slice(PROLOGUE.exec(head)?.[0].length ?? 0);
    return DOMAIN.test(root) || STATUS.test(root);
  },
  familyOf: () => 'machines',
  load: async () => {
    const { parseLibvirt } = await import('./parse.ts');
    return { parse: parseLibvirt };
  },
};
