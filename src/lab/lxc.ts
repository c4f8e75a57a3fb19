/**
 * The user that `unshare --map-user` and `--map-group` make of the reader outside of the container. LXC started by root drops
 * its groups and ends where it may not; started by anybody else it goes on.
 */
export const LXC_USER = 1000;

/**
 * The configuration file of an LXC container, made by hand. Its keys are those of lxc.container.conf(5).
 * @param root the path of the root directory
 * @param mount an empty directory over which LXC mounts it; its own one is missing where LXC is not installed
 * @throws where a path would end its line, and so begin another setting
 */
export function lxcConfig(root: string, mount: string, hostname: string): string {
  if (/[\n\r]/.test(root + mount)) throw new Error('a folder with a line break in its name');
  const lines = [
    `lxc.uts.name = ${hostname}`,
    `lxc.rootfs.path = dir:${root}`,
    `lxc.rootfs.mount = ${mount}`,
    'lxc.rootfs.options = ro',
    'lxc.net.0.type = empty',
    'lxc.mount.auto = proc:mixed',
    'lxc.mount.entry = /dev/null dev/null none bind 0 0',
    'lxc.autodev = 0',
    'lxc.pty.max = 0',
    'lxc.tty.max = 0',
    'lxc.console.path = none',
    `lxc.idmap = u 0 ${LXC_USER} 1`,
    `lxc.idmap = g 0 ${LXC_USER} 1`,
  ];
  return `${lines.join('\n')}\n`;
}
