import { allThreads } from './cap.ts';
import { carries, childrenOf, groupOf, processes, startOf, stopAndKill } from './tree.ts';

/** At once, below one program: no rung needs a quarter of it. */
export const MOST_PROCESSES = 64;
/** Milliseconds between two looks: at least, at most, and how much of the time looking may take, one part of so many. */
const EVERY = 50;
const SELDOM = 2_000;
const SHARE = 20;

/** A program under watch. */
export interface Watch {
  /** Looks now. */
  look(): void;
  /** Kills all that can be found below the program, however many they become meanwhile. */
  disperse(): void;
  /** Ends the watch, and kills what was seen below the program and still is the same process. */
  close(): void;
}

interface Run {
  readonly pid: number;
  readonly start: string | undefined;
  readonly lab: string | undefined;
  /** What was seen below it, with the time of its start: an id alone may have become somebody else's. */
  readonly seen: Map<number, string>;
  readonly crowd: () => void;
}

const runs = new Set<Run>();
let timer: NodeJS.Timeout | undefined;
/** The threads of the whole system, when they were last accounted for. */
let threads = 0;

/** Notes how much runs before the next program is started: not later, for that would be part of what is measured. */
export function takeStock(): void {
  if (runs.size === 0) threads = allThreads() ?? 0;
}

/**
 * Watches what a program starts, so that it may neither become a crowd nor leave somebody behind.
 *
 * Every 50 ms the lists of children are followed down from the program and from all that were seen before; when the
 * whole system has become more by a crowd, all processes are looked through for its group, its session and the mark.
 * What still slips through: a process that begins a session, clears its environment and loses its parent, all between
 * two looks, or that did so before this process was itself killed, for what was seen is written nowhere; one that we may
 * not kill; and what a daemon starts on request. Nothing tells the first from others: only a parent who adopts it
 * (PR_SET_CHILD_SUBREAPER) or a process table around it would. Node cannot ask for the one without a native module, and
 * the other changes what is measured.
 * @param lab the name in its environment
 * @param crowd called when there are more than `MOST_PROCESSES`, perhaps more than once
 */
export function watch(pid: number | undefined, lab: string | undefined, crowd: () => void): Watch {
  if (pid === undefined || process.platform !== 'linux') return { look() {}, disperse() {}, close() {} };
  const run: Run = { pid, start: startOf(pid), lab, seen: new Map(), crowd };
  runs.add(run);
  timer ??= setTimeout(tick, EVERY);
  return {
    look: () => look(run),
    disperse: () =>
      stopAndKill(() => {
        remember(run);
        search();
        return [...run.seen.keys()];
      }),
    close() {
      runs.delete(run);
      if (runs.size === 0) {
        clearTimeout(timer);
        timer = undefined;
      }
      stopAndKill(() => {
        remember(run);
        return [...run.seen.keys()];
      });
    },
  };
}

function tick(): void {
  // Not the clock's time: among a crowd this process waits long for its turn.
  const before = process.cpuUsage();
  for (const run of runs) look(run);
  const now = allThreads() ?? 0;
  const rising = now > threads + MOST_PROCESSES;
  if (rising) search();
  threads = rising ? now : Math.min(threads, now);
  const { user, system } = process.cpuUsage(before);
  const pause = rising ? EVERY : Math.min(SELDOM, Math.max(EVERY, ((user + system) / 1000) * SHARE));
  // A crowd may have ended the last of them.
  timer = runs.size ? setTimeout(tick, pause) : undefined;
}

function look(run: Run): void {
  remember(run, MOST_PROCESSES);
  if (run.seen.size > MOST_PROCESSES) run.crowd();
}

/** Forgets whom it has seen and who is gone; adds whoever is below the program, or below those, now. */
function remember(run: Run, enough = Number.POSITIVE_INFINITY): void {
  const { pid, seen } = run;
  for (const [each, start] of seen) if (startOf(each) !== start) seen.delete(each);
  for (const next = [...(isReused(run) ? [] : [pid]), ...seen.keys()]; next.length && seen.size <= enough; ) {
    for (const child of childrenOf(next.pop() ?? 0)) if (add(seen, child)) next.push(child);
  }
}

/** Looks through all processes, for those that no list of children leads to any more. */
function search(): void {
  const strays = new Map<string, number[]>();
  const labs = new Set([...runs].flatMap(({ lab }) => lab ?? []));
  const known = [...runs].filter((run) => !isReused(run));
  for (const pid of processes()) {
    if (pid === process.pid) continue;
    const { group, session } = groupOf(pid);
    const run = known.find((each) => each.pid === session || each.pid === group || each.seen.has(pid));
    if (run && pid !== run.pid) add(run.seen, pid);
    if (run) continue;
    for (const lab of labs) if (carries(pid, lab)) strays.set(lab, [...(strays.get(lab) ?? []), pid]);
  }
  for (const run of [...runs]) {
    const own = strays.get(run.lab ?? '') ?? [];
    if (own.length + run.seen.size > MOST_PROCESSES) for (const pid of own) add(run.seen, pid);
    if (run.seen.size > MOST_PROCESSES) run.crowd();
  }
}

/** Whether the program is gone and another one has its id. While its group or session lasts, that cannot be. */
function isReused({ pid, start }: Run): boolean {
  const now = startOf(pid);
  return now !== undefined && now !== start;
}

function add(seen: Map<number, string>, pid: number): boolean {
  const start = seen.has(pid) ? undefined : startOf(pid);
  if (start === undefined) return false;
  seen.set(pid, start);
  return true;
}
