import { arch, cpus, platform, release, totalmem } from 'node:os';
import type { Machine } from '../model/lab.ts';
import { isRoot } from './signs.ts';

/** The machine as results are labelled with: no name, no address, no user. */
export function describeMachine(): Machine {
  const [first] = cpus();
  return {
    system: platform(),
    release: release(),
    architecture: arch(),
    cpu: first?.model.trim() || 'unknown',
    cores: cpus().length,
    memoryMiB: Math.round(totalmem() / 2 ** 20),
    root: isRoot(),
  };
}
