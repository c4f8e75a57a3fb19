/** The names keys had before LXC 2.1, by what they are called now (`lxc-update-config(1)`). */
const RENAMED: Readonly<Record<string, string>> = {
  'lxc.rootfs': 'lxc.rootfs.path',
  'lxc.id_map': 'lxc.idmap',
  'lxc.utsname': 'lxc.uts.name',
  'lxc.aa_profile': 'lxc.apparmor.profile',
  'lxc.aa_allow_incomplete': 'lxc.apparmor.allow_incomplete',
  'lxc.se_context': 'lxc.selinux.context',
  'lxc.seccomp': 'lxc.seccomp.profile',
  'lxc.tty': 'lxc.tty.max',
  'lxc.pts': 'lxc.pty.max',
  'lxc.devttydir': 'lxc.tty.dir',
  'lxc.console': 'lxc.console.path',
  'lxc.mount': 'lxc.mount.fstab',
  'lxc.init_cmd': 'lxc.init.cmd',
  'lxc.init_uid': 'lxc.init.uid',
  'lxc.init_gid': 'lxc.init.gid',
  'lxc.haltsignal': 'lxc.signal.halt',
  'lxc.rebootsignal': 'lxc.signal.reboot',
  'lxc.stopsignal': 'lxc.signal.stop',
  'lxc.loglevel': 'lxc.log.level',
  'lxc.logfile': 'lxc.log.file',
  'lxc.syslog': 'lxc.log.syslog',
};

/** Keys whose last part is a name of the kernel's, dots included. */
const OPEN = /^lxc\.(cgroup2?|sysctl|proc|prlimit|limit)\.(.+)$/;

/** A key as a path: `lxc.net.0.type` is `lxc/net/0/type`. Old names lead where the new ones do; @param nic the card old network keys are about */
export function pathOf(written: string, nic: number): string {
  const key = (RENAMED[written] ?? written).replace(/^lxc\.network\.(\d+\.)?/, (_, index: string | undefined) => `lxc.net.${index ?? `${nic}.`}`);
  const open = OPEN.exec(key);
  if (open) return `lxc/${open[1] === 'limit' ? 'prlimit' : open[1]}/${(open[2] ?? '').replaceAll('/', ':')}`;
  const path = key.replaceAll('.', '/');
  return path.replace(/^(lxc\/net\/\d+\/ipv[46])$/, '$1/address');
}
