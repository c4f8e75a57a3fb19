type Facets = Readonly<Record<string, string>>;

const DEVICE = /^\/?dev\//;

/** `u 0 100000 65536`: what is mapped where. `same`: ids that mean the same inside and outside. */
export function idmapFacets(value: string): Facets {
  const [kind = '', inside = '', outside = '', count = ''] = value.trim().split(/\s+/);
  const numbers = /^\d+$/;
  const valid = /^[ug]$/.test(kind) && [inside, outside, count].every((part) => numbers.test(part));
  return { kind, inside, outside, count, valid: String(valid), same: String(valid && inside === outside), root: String(/^0+$/.test(inside)) };
}

/** A line in the form of fstab: `/srv/data srv/data none bind,ro 0 0`. */
export function entryFacets(value: string): Facets {
  const [source = '', target = '', fstype = '', options = ''] = value.trim().split(/\s+/, 4);
  const list = options.split(',', 64);
  return {
    source,
    target,
    fstype,
    bind: String(list.includes('bind') || list.includes('rbind')),
    ro: String(list.includes('ro')),
    device: String(DEVICE.test(source)),
    relative: String(list.includes('relative')),
  };
}

/** `overlay:/lower:/upper`: which storage is under the root file system. */
export function rootfsFacets(value: string): Facets {
  const prefix = /^(dir|overlay|overlayfs|aufs|btrfs|zfs|lvm|loop|nbd|rbd|best):/.exec(value)?.[1];
  if (prefix) return { backend: prefix };
  if (DEVICE.test(value)) return { backend: 'device' };
  return { backend: /\.(?:img|raw|ext4)$/.test(value) ? 'loop' : 'dir' };
}

/** `c 10:200 rwm`: one device, `every` device of a kind (`c *:*`), or `a`, all of them. `rw`: whether reading or writing is in it. */
export function deviceFacets(value: string): Facets {
  const [kind = '', number = '', access = 'rwm'] = value.trim().split(/\s+/, 3);
  return { kind, number, access, rw: String(/[rw]/.test(access)), all: String(kind === 'a'), every: String(number === '*:*') };
}

/** `local-lvm:vm-100-disk-0` is a volume of a storage, `/dev/sdb1` a device, `/srv/data` a directory of the host. */
export function volumeFacets(value: string): Facets {
  if (DEVICE.test(value)) return { origin: 'device' };
  return { origin: value.startsWith('/') ? 'bind' : 'volume' };
}
