import { randomBytes } from 'node:crypto';
import { chmodSync, lstatSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isZombie, startOf } from './tree.ts';

const PREFIX = 'virtlens-lab-';
const OWNER = 'owner.json';

/** A folder of one lab, with the name its processes carry. */
export interface LabFolder {
  readonly id: string;
  readonly path: string;
}

/** Who made a folder: enough to tell whether that process is still the one that runs. */
interface Owner {
  readonly virtlens: 'lab';
  readonly id: string;
  readonly pid: number;
  readonly start: string;
  readonly boot: string;
}

/**
 * Makes a folder that only this user can enter, with a note of its owner in it.
 * @throws what the file system says, such as ENOSPC
 */
export function makeFolder(parent = tmpdir()): LabFolder {
  const path = mkdtempSync(join(parent, PREFIX));
  const id = randomBytes(6).toString('hex');
  const owner: Owner = { virtlens: 'lab', id, pid: process.pid, start: startOf(process.pid) ?? '', boot: bootId() };
  try {
    chmodSync(path, 0o700);
    writeFileSync(join(path, OWNER), JSON.stringify(owner), { mode: 0o600 });
  } catch (error) {
    rmSync(path, { recursive: true, force: true });
    throw error;
  }
  return { id, path };
}

/** Removes a folder and all that is in it; refuses while something is mounted there. Links are removed, not followed. */
export function removeFolder({ path }: LabFolder): boolean {
  if (mounted(path)) return false;
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 });
    return true;
  } catch {
    return false;
  }
}

/**
 * Folders that a killed lab left behind, and that are provably ours: made by this user for this user alone, with the
 * note of an owner that no longer runs. Anything else is left alone.
 */
export function leftovers(parent = tmpdir()): LabFolder[] {
  let names: string[];
  try {
    names = readdirSync(parent).filter((name) => name.startsWith(PREFIX));
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    const path = join(parent, name);
    const owner = ownerOf(path);
    return owner && !runs(owner) ? [{ id: owner.id, path }] : [];
  });
}

function ownerOf(path: string): Owner | undefined {
  try {
    const stat = lstatSync(path);
    if (!stat.isDirectory()) return undefined;
    if (process.getuid && (stat.uid !== process.getuid() || (stat.mode & 0o077) !== 0)) return undefined;
    const note = join(path, OWNER);
    if (!lstatSync(note).isFile()) return undefined;
    const owner = JSON.parse(readFileSync(note, 'utf8')) as Partial<Owner>;
    const ours = owner.virtlens === 'lab' && /^[0-9a-f]{12}$/.test(owner.id ?? '') && Number.isInteger(owner.pid) && typeof owner.start === 'string';
    return ours ? (owner as Owner) : undefined;
  } catch {
    return undefined;
  }
}

function runs({ pid, start, boot }: Owner): boolean {
  if (boot !== bootId()) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  if (isZombie(pid)) return false;
  const now = startOf(pid);
  return now === undefined || now === start;
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  } catch {
    return '';
  }
}

function mounted(path: string): boolean {
  try {
    // As the kernel writes it (mangle_path in fs/seq_file.c).
    const written = realpathSync(path).replace(/[ \t\n\\]/g, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`);
    return readFileSync('/proc/self/mountinfo', 'utf8')
      .split('\n')
      .some((line) => `${line.split(' ')[4]}/`.startsWith(`${written}/`));
  } catch {
    return false;
  }
}
