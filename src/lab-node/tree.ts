import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** In the environment of everything the lab starts: by it a process is provably ours, whoever its parent is now. */
export const MARK = 'VIRTLENS_LAB';

const LISTS = existsSync(`/proc/self/task/${process.pid}/children`);

/** Processes by their parent, as Linux' /proc has them now; empty elsewhere. */
export function family(): ReadonlyMap<number, readonly number[]> {
  const children = new Map<number, number[]>();
  if (process.platform !== 'linux') return children;
  for (const each of processes()) {
    const parent = parentOf(each);
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), each]);
  }
  return children;
}

/** The processes below a process. */
export function descendants(pid: number | undefined, children = family()): number[] {
  if (pid === undefined) return [];
  const found: number[] = [];
  for (const next = [pid]; next.length; ) {
    const below = children.get(next.pop() ?? 0) ?? [];
    found.push(...below);
    next.push(...below);
  }
  return found;
}

/**
 * The processes started by a process itself, quickly: by the kernel's own lists, one a thread. Where it keeps none
 * (CONFIG_PROC_CHILDREN), all processes are looked through, and what is below them comes too.
 */
export function childrenOf(pid: number): number[] {
  if (!LISTS) return descendants(pid);
  return names(`/proc/${pid}/task`).flatMap((thread) => numbers(read(`/proc/${pid}/task/${thread}/children`).split(' ')));
}

/** The processes that carry the lab's mark, for one lab. Those whose environment we may not read are not ours. */
export function marked(lab: string): number[] {
  return process.platform === 'linux' ? processes().filter((pid) => pid !== process.pid && carries(pid, lab)) : [];
}

/** Whether a process carries a lab's mark. */
export function carries(pid: number, lab: string): boolean {
  return read(`/proc/${pid}/environ`).split('\0').includes(`${MARK}=${lab}`);
}

/** Kills processes one by one; those that are gone are no error. */
export function killAll(pids: readonly number[]): void {
  signalAll(pids, 'SIGKILL');
}

function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // Gone, or not ours to kill.
    }
  }
}

/**
 * Kills what is found, and what is found after that: each is stopped first, so that it starts no more while the others
 * are looked for. One that forks faster than it is found is beaten only by a limit of the kernel's.
 */
export function stopAndKill(find: () => readonly number[]): void {
  const stopped = new Set<number>();
  for (let round = 0; round < 20; round++) {
    const fresh = find().filter((pid) => !stopped.has(pid));
    if (fresh.length === 0) break;
    signalAll(fresh, 'SIGSTOP');
    for (const pid of fresh) stopped.add(pid);
  }
  killAll([...stopped]);
}

/** Kills all marked processes, again while new ones appear. */
export async function sweep(lab: string): Promise<void> {
  for (let round = 0; round < 20; round++) {
    if (marked(lab).length === 0) return;
    stopAndKill(() => marked(lab));
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/**
 * KiB of a process and all below it: the proportional share, and what is resident. Undefined where it cannot be read.
 * @param children of all processes, where many are asked for at once
 */
export function memoryOf(pid: number, children = family()): { pss: number; rss: number; processes: number } | undefined {
  const sizes = [pid, ...descendants(pid, children)].flatMap((each) => {
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

/** The process group and the session of a process; both are named after the process that began them. */
export function groupOf(pid: number): { readonly group: number; readonly session: number } {
  const [, , group, session] = afterName(pid);
  return { group: Number(group), session: Number(session) };
}

/** All processes that are visible. */
export function processes(): number[] {
  return numbers(names('/proc'));
}

function numbers(texts: readonly string[]): number[] {
  return texts.flatMap((text) => (/^\d+$/.test(text) ? [Number(text)] : []));
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder);
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
