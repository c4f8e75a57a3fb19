import { readdirSync } from 'node:fs';
import { NAMESPACE_TYPES, type NamespaceType, type ProcessRecord } from '../environment/namespaces.ts';
import { plainLine } from '../model/plain.ts';
import { headNow, readNow } from './read.ts';

/** A machine may run more: these are the first ones by id. */
const MOST_PROCESSES = 4096;
/** The kernel gives a name 15 bytes, threads of its own some more. */
const LONGEST_NAME = 64;
/** After so many the editor gets a turn. */
const BATCH = 128;

/** The process that this code runs in. */
export const OWN_PID = process.pid;

/**
 * The processes `/proc` shows and their namespaces, by reading alone. Those of other users keep their namespaces to
 * themselves; a process that ends meanwhile is left out. Never rejects; empty where there is no `/proc`.
 */
export async function readProcesses(): Promise<readonly ProcessRecord[]> {
  const records: ProcessRecord[] = [];
  for (const [index, pid] of listProcesses().entries()) {
    if (index % BATCH === BATCH - 1) await new Promise((resolve) => setImmediate(resolve));
    const record = readProcess(pid);
    if (record) records.push(record);
  }
  return records;
}

function listProcesses(): readonly number[] {
  try {
    const pids = readdirSync('/proc').filter((name) => /^\d{1,9}$/.test(name));
    return pids
      .map(Number)
      .sort((a, b) => a - b)
      .slice(0, MOST_PROCESSES);
  } catch {
    return [];
  }
}

function readProcess(pid: number): ProcessRecord | undefined {
  // A program chooses its name, and may choose one that commands a terminal.
  // The name is in brackets and may itself hold brackets and blanks: it ends at the last one.
  const stat = /^\d+ \((.*)\) \S (\d+)/s.exec(headOf(`/proc/${pid}/stat`));
  if (!stat) return undefined;
  const namespaces: Partial<Record<NamespaceType, string>> = {};
  for (const type of NAMESPACE_TYPES) {
    const link = readNow(`/proc/${pid}/ns/${type}@`);
    if (link !== undefined) namespaces[type] = link;
  }
  return { pid, parent: Number(stat[2]), name: plainLine(stat[1] ?? '', LONGEST_NAME), namespaces };
}

function headOf(file: string): string {
  try {
    return headNow(file, 1024);
  } catch {
    return '';
  }
}
