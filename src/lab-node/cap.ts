import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Room for what one lab starts at once, 200 instances of a rung, and for what the user's own programs do meanwhile. */
export const MARGIN = 1024;
/** The process table that is nobody's child: PROC_PID_INIT_INO of the kernel's include/linux/proc_ns.h. */
const FIRST_TABLE = 'pid:[4026531836]';

/**
 * The value for `prlimit --nproc`: what the user runs now and a margin, never more than the limit there already is.
 *
 * RLIMIT_NPROC counts all threads of the real user id, here and in every container that shares the user namespace, and
 * the kernel holds root to none (getrlimit(2)). Behind a process table of its own this process cannot count them all;
 * there the whole kernel's number of threads, which no user can exceed, takes their place.
 * @returns a number, or what stands in /proc/self/limits where nothing could be counted
 */
export function processCap(margin = MARGIN): string {
  if (process.platform !== 'linux') return 'unlimited';
  const now = /^Max processes\s+(\S+)/m.exec(read('/proc/self/limits'))?.[1] ?? 'unlimited';
  const running = seesAll() ? ownThreads() : Math.max(allThreads() ?? 0, ownThreads());
  if (running === 0) return now;
  return String(Math.min(running + margin, now === 'unlimited' ? Number.POSITIVE_INFINITY : Number(now)));
}

/** The threads of the whole kernel, of whatever user and container (the total of /proc/loadavg, proc_loadavg(5)). */
export function allThreads(): number | undefined {
  const total = Number(/\/(\d+) /.exec(read('/proc/loadavg'))?.[1]);
  return Number.isInteger(total) ? total : undefined;
}

/** The threads of this user, as far as they are visible from here. */
function ownThreads(): number {
  const uid = String(process.getuid?.());
  let sum = 0;
  for (const name of readdirSync('/proc')) {
    const text = /^\d+$/.test(name) ? read(`/proc/${name}/status`) : '';
    if (/^Uid:\s+(\d+)/m.exec(text)?.[1] === uid) sum += Number(/^Threads:\s+(\d+)/m.exec(text)?.[1] ?? 1);
  }
  return sum;
}

function seesAll(): boolean {
  try {
    return readlinkSync('/proc/self/ns/pid') === FIRST_TABLE;
  } catch {
    return false;
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
