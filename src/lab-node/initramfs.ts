import { accessSync, constants, existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { release } from 'node:os';
import { join, relative, sep } from 'node:path';
import { type CpioEntry, cpio } from '../lab/cpio.ts';

/**
 * Writes an initramfs: a root directory as it lies there, the console, and the given script as `init`.
 * @throws what the file system says
 */
export function writeInitramfs(file: string, root: string, init: string): void {
  const devices: CpioEntry[] = [
    { path: 'dev/console', kind: 'device', major: 5, minor: 1 },
    { path: 'dev/null', kind: 'device', major: 1, minor: 3 },
  ];
  const taken = new Set(devices.map(({ path }) => path));
  const entries = walk(root, root).filter(({ path }) => !taken.has(path));
  writeFileSync(file, cpio([...entries, ...devices, { path: 'init', kind: 'file', data: readFileSync(init), executable: true }]));
}

function walk(root: string, folder: string): CpioEntry[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name): CpioEntry[] => {
      const full = join(folder, name);
      const path = relative(root, full).split(sep).join('/');
      const stat = lstatSync(full);
      if (stat.isDirectory()) return [{ path, kind: 'folder' }, ...walk(root, full)];
      if (stat.isSymbolicLink()) return [{ path, kind: 'link', target: readlinkSync(full) }];
      return stat.isFile() ? [{ path, kind: 'file', data: readFileSync(full), executable: (stat.mode & 0o111) !== 0 }] : [];
    });
}

/**
 * The Linux kernel to boot: the one the reader named, else this machine's own, if it lies there and may be read.
 * @throws when it may not be read; undefined when there is none
 */
export function findKernel(named: string | undefined): string | undefined {
  const candidates = named === undefined ? [`/boot/vmlinuz-${release()}`, '/boot/vmlinuz', '/vmlinuz', '/boot/vmlinuz-linux'] : [named];
  const found = candidates.filter((file) => existsSync(file));
  const [first] = found;
  if (first === undefined) return undefined;
  const readable = found.find((file) => {
    try {
      accessSync(file, constants.R_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (readable === undefined) throw new Error(`EACCES: ${first}`);
  return readable;
}
