import { cpus } from 'node:os';
import type { Evidence } from '../model/environment.ts';
import { readLater, readNow } from './read.ts';

/** What has not answered by then, such as a file of a hanging file system, is missing evidence. */
const PATIENCE_MS = 500;

/**
 * Collects what the given signals show, by reading alone: no process is started and nothing is written.
 * What is missing, unreadable or does not answer in time is left out; this never rejects.
 * @param signals see `Evidence`; `sysctl:` signals take a command and are not read here
 * @param known what the caller knows, such as `remoteName`; it is taken over as it is
 */
export async function collectEvidence(signals: readonly string[], known: Evidence = {}): Promise<Evidence> {
  const found: Record<string, string> = {};
  const put = (signal: string, value: string | undefined): void => {
    if (value !== undefined) found[signal] = value;
  };
  const mayHang = slowPlaces(readNow('/proc/self/mountinfo') ?? '');
  const later: Promise<void>[] = [];
  for (const signal of signals) {
    if (!/^(\/|[A-Z]:\/)/.test(signal)) put(signal, readOther(signal));
    else if (mayHang(signal)) later.push(readLater(signal).then((value) => put(signal, value)));
    else put(signal, readNow(signal));
  }
  if (later.length) await patiently(Promise.all(later));
  return { ...found, ...known };
}

/**
 * Which paths lie on a file system that a program or another machine answers for, such as LXCFS over `/proc/cpuinfo`:
 * those may never answer. A root file system is not meant: where that hangs, everything does.
 */
export function slowPlaces(mountinfo: string): (path: string) => boolean {
  const places = [...mountinfo.matchAll(/^\d+ \d+ \S+ \S+ (\S+) .* - (?:fuse|nfs|cifs|smb|9p|ceph|autofs)\S* /gm)].map(([, place = '']) => place);
  const slow = places.filter((place) => place !== '/');
  return (path) => slow.some((place) => path === place || path.startsWith(`${place}/`) || path.replace(/[?@]$/, '') === place);
}

function readOther(signal: string): string | undefined {
  if (signal === 'platform') return process.platform;
  if (signal.startsWith('env:')) return process.env[signal.slice('env:'.length)];
  // On Linux `/proc/cpuinfo` is a signal of its own.
  if (signal === 'cpu') return process.platform === 'linux' ? undefined : cpus()[0]?.model;
  return undefined;
}

async function patiently(all: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([all, patience]);
  clearTimeout(timer);
}
