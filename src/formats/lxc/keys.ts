/** Names before LXC 2.1 (removed in 3.0), by what they are called since. */
const LEGACY = new Map([
  ['aa_profile', 'apparmor.profile'],
  ['aa_allow_incomplete', 'apparmor.allow_incomplete'],
  ['console', 'console.path'],
  ['devttydir', 'tty.dir'],
  ['devtty.dir', 'tty.dir'],
  ['haltsignal', 'signal.halt'],
  ['rebootsignal', 'signal.reboot'],
  ['stopsignal', 'signal.stop'],
  ['id_map', 'idmap'],
  ['init_cmd', 'init.cmd'],
  ['init_uid', 'init.uid'],
  ['init_gid', 'init.gid'],
  ['loglevel', 'log.level'],
  ['logfile', 'log.file'],
  ['syslog', 'log.syslog'],
  ['mount', 'mount.fstab'],
  ['pts', 'pty.max'],
  ['rootfs', 'rootfs.path'],
  ['se_context', 'selinux.context'],
  ['seccomp', 'seccomp.profile'],
  ['tty', 'tty.max'],
  ['utsname', 'uts.name'],
]);
/** Keys whose last part is a name of the kernel's, or of the reader's choosing. */
const OPEN = /^(cgroup2?|sysctl|prlimit|limit|proc|namespace\.share)\.(.+)$/;
/** Settings that share the prefix of the cgroup files but are LXC's own. */
const CGROUP_OWN = /^cgroup\.(?:dir(?:$|\.)|relative$|use$|pattern$)/;
const NET = /^(?:net|network)(?:\.(\d+))?(?:\.(.+))?$/;

/** Where a key belongs. */
export interface KeyPath {
  readonly path: string;
  /** The interface it is a setting of, and which setting. */
  readonly net?: { readonly index: string; readonly setting: string };
}

/**
 * Gives keys their path, legacy names the path of the new ones: `lxc.utsname` and `lxc.uts.name` are `lxc/uts.name`.
 * `lxc.network.type` begins an interface; what follows belongs to it, as in LXC before 2.1.
 */
export class Keys {
  #legacyNet = -1;

  pathOf(key: string): KeyPath {
    const name = key.slice('lxc.'.length);
    const net = NET.exec(name);
    if (net && (net[2] !== undefined || net[1] === undefined)) return this.#net(net[1], net[2], name.startsWith('network'));
    if (!CGROUP_OWN.test(name)) {
      const open = OPEN.exec(name);
      if (open) return { path: `lxc/${open[1] === 'limit' ? 'prlimit' : open[1]}/${(open[2] ?? '').replaceAll('/', '.')}` };
    }
    return { path: `lxc/${LEGACY.get(name) ?? name}` };
  }

  #net(written: string | undefined, rest: string | undefined, legacy: boolean): KeyPath {
    if (rest === undefined) return { path: 'lxc/net' };
    if (legacy && written === undefined && (rest === 'type' || this.#legacyNet < 0)) this.#legacyNet += 1;
    const index = written ?? String(Math.max(0, this.#legacyNet));
    const setting = legacy && /^ipv[46]$/.test(rest) ? `${rest}.address` : rest;
    return { path: `lxc/net/${index}/${setting}`, net: { index, setting } };
  }
}
