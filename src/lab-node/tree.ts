import { readdirSync, readFileSync } from 'node:fs';

/** In the environment of everything the lab starts: by it a process is provably ours, whoever its parent is now. */
export const MARK = 'VIRTLENS_LAB';

/** The processes below a process, by what Linux' /proc says; empty elsewhere. */
export function descendants(pid: number | undefined): number[] {
  if (pid === undefined || process.platform !== 'linux') return [];
  const children = new Map<number, number[]>();
  for (const each of processes()) {
    const parent = parentOf(each);
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), each]);
  }
  const found: number[] = [];
  for (const next = [pid]; next.length; ) {
    const below = children.get(next.pop() ?? 0) ?? [];
    found.push(...below);
    next.push(...below);
  }
  return found;
}

/** The processes that carry the lab's mark, for one lab. Those whose environment we may not read are not ours. */
export function marked(lab: string): number[] {
  if (process.platform !== 'linux') return [];
  const entry = `${MARK}=${lab}`;
  return processes().filter((pid) => pid !== process.pid && read(`/proc/${pid}/environ`).split('\0').includes(entry));
}

/** Kills processes one by one; those that are gone are no error. */
export function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone, or not ours to kill.
    }
  }
}

/** Kills all marked processes, again while new ones appear. */
export async function sweep(lab: string): Promise<void> {
  for (let round = 0; round < 20; round++) {
    const left = marked(lab);
    if (left.length === 0) return;
    killAll(left);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** KiB of a process and all below it: the proportional share, and what is resident. Undefined where it cannot be read. */
export function memoryOf(pid: number): { pss: number; rss: number; processes: number } | undefined {
  const sizes = [pid, ...descendants(pid)].flatMap((each) => {
    const text = read(`/proc/${each}/smaps_rollup`);
    const kib = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1]);
    return Number.isFinite(kib('Pss')) ? [{ pss: kib('Pss'), rss: kib('Rss') }] : [];
  });
  if (sizes.length === 0) return undefined;
  return { pss: sum(sizes.map(({ pss }) => pss)), rss: sum(sizes.map(({ rss }) => rss)), processes: sizes.length };
}

/** When a process was started, in the kernel's ticks: with its id, this names it for good. */
export function startOf(pid: number): string | undefined {
  return afterName(pid)[19];
}

/** Whether a process has ended and only waits for its parent to notice. */
export function isZombie(pid: number): boolean {
  return /^[ZX]/.test(afterName(pid)[0] ?? '');
}

function parentOf(pid: number): number | undefined {
  const parent = Number(afterName(pid)[1]);
  return Number.isInteger(parent) ? parent : undefined;
}

/** The fields of /proc/PID/stat after the name, which may itself hold spaces and parentheses. */
function afterName(pid: number): string[] {
  const text = read(`/proc/${pid}/stat`);
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function processes(): number[] {
  try {
    return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
  } catch {
    return [];
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
