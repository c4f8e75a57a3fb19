import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';

/** Settings of the kernel that decide whether user namespaces may be made. */
const SYSCTLS = ['user/max_user_namespaces', 'kernel/unprivileged_userns_clone', 'kernel/apparmor_restrict_unprivileged_userns'];

/** What tells causes of a failure apart, read from files: `sysctl:…`, `kvm` (absent, denied, usable), `seccomp`, `selinux` (1 is enforcing), `root`. */
export function readSigns(): Record<string, string> {
  const signs: Record<string, string> = { root: String(isRoot()), kvm: kvm() };
  for (const name of SYSCTLS) {
    const value = read(`/proc/sys/${name}`);
    if (value !== undefined) signs[`sysctl:${name}`] = value;
  }
  const selinux = read('/sys/fs/selinux/enforce');
  if (selinux !== undefined) signs.selinux = selinux;
  const seccomp = /^Seccomp:\s*(\d)/m.exec(read('/proc/self/status') ?? '')?.[1];
  if (seccomp !== undefined) signs.seccomp = seccomp;
  return signs;
}

/** Whether root runs this; false on systems without it. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The environment of everything the lab starts: nothing of the reader's but what an engine needs to be found. */
export function environmentOf(mark: readonly [string, string], engine: boolean): Record<string, string> {
  // Windows' own variables come from Node; without this one, wsl.exe speaks UTF-16.
  if (process.platform === 'win32') return { WSL_UTF8: '1', [mark[0]]: mark[1] };
  const env: Record<string, string> = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', [mark[0]]: mark[1] };
  if (!engine) return env;
  for (const name of ['XDG_RUNTIME_DIR', 'DOCKER_HOST', 'DOCKER_CONTEXT', 'CONTAINER_HOST']) {
    const value = process.env[name];
    if (value !== undefined) env[name] = value;
  }
  return { ...env, HOME: homedir() };
}

function kvm(): string {
  if (!existsSync('/dev/kvm')) return 'absent';
  try {
    accessSync('/dev/kvm', constants.R_OK | constants.W_OK);
    return 'usable';
  } catch {
    return 'denied';
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'latin1').trim();
  } catch {
    return undefined;
  }
}
