import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Places } from '../lab/plan.ts';
import type { Rung } from '../model/lab.ts';

/**
 * KiB of what VirtLens made or hands over for a rung: its root directory or the archive of it, a bundle, a kernel.
 * The programs that run it do not count, and neither does an engine's image: with one, nothing is said.
 */
export function diskOf({ prepare }: Pick<Rung, 'prepare'>, places: Places): number | undefined {
  if (prepare.includes('image')) return undefined;
  const { root, bundle, initramfs, kernel, linux } = places;
  const files = [initramfs === undefined ? root : initramfs, bundle, kernel, linux].flatMap((file) => (file === undefined ? [] : [file]));
  try {
    return Math.ceil(files.reduce((sum, file) => sum + bytesOf(file), 0) / 1024);
  } catch {
    return undefined;
  }
}

/** Links count as nothing, and are not followed. */
function bytesOf(file: string): number {
  const stat = lstatSync(file);
  if (stat.isDirectory()) return readdirSync(file).reduce((sum, name) => sum + bytesOf(join(file, name)), 0);
  return stat.isFile() ? stat.size : 0;
}
