import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './files.ts';

/** The teaching kernel: its sources, its binary, and the names of the tools that made that. */
export const GUEST = join(ROOT, 'src', 'guest');
export const KERNEL = join(GUEST, 'kernel.elf');
const BUILT_WITH = join(GUEST, 'built-with.txt');

// No library, no position independence, no paths and no build id in the result: the same tools give the same bytes.
const COMPILE =
  '-m32 -march=i586 -Os -std=c11 -Wall -Wextra -Werror -ffreestanding -fno-builtin -fno-pic -fno-pie -fno-stack-protector' +
  ' -fcf-protection=none -fno-asynchronous-unwind-tables -mgeneral-regs-only -fno-tree-loop-distribute-patterns';
const LINK = '-nostdlib -static -no-pie -s -Wl,-T,kernel.ld -Wl,--build-id=none -Wl,-n -Wl,--no-warn-rwx-segments';

const run = (command: string, args: readonly string[]) =>
  execFileSync(command, args, { cwd: GUEST, encoding: 'utf8', timeout: 60_000, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LC_ALL: 'C' } });

/** The first lines of `gcc --version` and `ld --version`; undefined where one of them is not there. */
export function guestTools(): string | undefined {
  try {
    return ['gcc', 'ld'].map((tool) => run(tool, ['--version']).split('\n')[0] ?? '').join('\n');
  } catch {
    return undefined;
  }
}

/** The tools that built the kernel in the repository: only the same ones give the same bytes. */
export function builtWith(): string {
  return readFileSync(BUILT_WITH, 'utf8').trim();
}

/** Builds the kernel into a file. Throws what the compiler says where it does not compile. */
export function buildGuest(output: string): void {
  const sources = readdirSync(GUEST)
    .filter((file) => /\.[cS]$/.test(file))
    .sort();
  run('gcc', [...COMPILE.split(' '), ...LINK.split(' '), '-o', output, ...sources]);
  chmodSync(output, 0o644);
}

if (import.meta.main) {
  buildGuest(KERNEL);
  writeFileSync(BUILT_WITH, `${guestTools()}\n`);
  console.log(`src/guest/kernel.elf: ${readFileSync(KERNEL).length} bytes`);
}
