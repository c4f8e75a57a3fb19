import type { Facts } from '../model/lab.ts';
import { plainLine } from '../model/plain.ts';

/** The keys of `media/lab/probe.sh`, and those that a guest's report is turned into. Others are not taken. */
export const FACTS = [
  'uname.system',
  'uname.release',
  'uname.version',
  'boot_id',
  'hostname',
  'first',
  'pid',
  'processes',
  'btime',
  'os',
  'libc',
  'uid_map',
  'uid',
  'capabilities',
  'no_new_privs',
  'seccomp',
  'interfaces',
  'ns.cgroup',
  'ns.ipc',
  'ns.mnt',
  'ns.net',
  'ns.pid',
  'ns.time',
  'ns.user',
  'ns.uts',
  'mount.device',
  'mount.root',
  'mount.type',
  'mount.access',
  'clock',
  'uptime',
  'memory',
  'cpus',
  'cpu',
  'cpu.signature',
  'pci',
] as const;
export type FactKey = (typeof FACTS)[number];

const KNOWN: ReadonlySet<string> = new Set(FACTS);
const LONGEST = 200;

export interface ProbeOutput {
  readonly facts: Facts;
  /** Whether the probe said its first and its last word: anything else that exits with 0 is not our experiment. */
  readonly complete: boolean;
}

/**
 * Reads what the probe printed. Never throws: lines that are none of ours are left out, the first of two equal keys
 * counts, values are cut and rid of control characters.
 */
export function parseProbe(output: string): ProbeOutput {
  const facts = new Map<string, string>();
  let begun = false;
  let ended = false;
  for (const line of output.split('\n')) {
    const at = line.indexOf('=');
    if (at < 0) continue;
    const key = line.slice(0, at);
    if (key === 'probe') begun = true;
    else if (key === 'end') ended ||= begun;
    else if (begun && KNOWN.has(key) && !facts.has(key)) {
      const value = printable(line.slice(at + 1));
      if (value) facts.set(key, value);
    }
  }
  return { facts: Object.fromEntries(facts), complete: begun && ended };
}

/** A foreign line as it may be shown. */
export function printable(text: string): string {
  return plainLine(text, LONGEST);
}
