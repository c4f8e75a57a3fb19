import { baseName } from '../shell/base-name.ts';

/** What a QEMU program does: a whole machine, or one program of another architecture. */
export interface Program {
  readonly mode: 'system' | 'kvm' | 'user';
  /** Of the guest; empty where the name does not tell (`kvm`). */
  readonly arch: string;
}

const ARCH =
  'aarch64|aarch64_be|alpha|arm|armeb|cris|hexagon|hppa|i386|loongarch64|m68k|microblaze|microblazeel|mips|mips64|mips64el|mipsel|mipsn32|mipsn32el|nios2|or1k|ppc|ppc64|ppc64le|riscv32|riscv64|s390x|sh4|sh4eb|sparc|sparc32plus|sparc64|x86_64|xtensa|xtensaeb';
const SYSTEM = /^qemu-system-([a-z0-9_]+)(?:-[a-z0-9.]+)?$/;
const KVM = /^(?:qemu-kvm|kvm|qemu-kvm-spice|kvm-spice)$/;
const USER = new RegExp(`^qemu-(${ARCH})(?:-static)?$`);

/** Which QEMU a program is by its name; undefined for others, also for QEMU's tools (`qemu-img`, `qemu-nbd`). */
export function programOf(path: string): Program | undefined {
  if (path.length > 4_096) return undefined;
  const name = baseName(path);
  const system = SYSTEM.exec(name);
  if (system) return { mode: 'system', arch: system[1] ?? '' };
  if (KVM.test(name)) return { mode: 'kvm', arch: '' };
  const user = USER.exec(name);
  return user ? { mode: 'user', arch: user[1] ?? '' } : undefined;
}
