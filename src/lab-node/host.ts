import os from 'node:os';
import type { Facts } from '../model/lab.ts';
import { printable } from '../lab/probe.ts';

/** The part of `node:os` that is asked. */
export type System = Pick<typeof os, 'type' | 'release' | 'version' | 'hostname' | 'uptime' | 'totalmem' | 'cpus' | 'networkInterfaces'>;

/**
 * The host's facts where there is no shell to run the probe, as on Windows: what Node says of the system, under the probe's names.
 * What it cannot say (boot id, processes, namespaces) is missing.
 */
export function hostFacts(system: System = os, now = new Date()): Facts {
  const cpus = system.cpus();
  const told: Record<string, string | number> = {
    'uname.system': system.type(),
    'uname.release': system.release(),
    'uname.version': system.version(),
    hostname: system.hostname(),
    pid: process.pid,
    os: system.version(),
    interfaces: Object.keys(system.networkInterfaces()).join(' '),
    clock: `${now.toISOString().slice(0, 19)}Z`,
    uptime: Math.round(system.uptime()),
    memory: Math.round(system.totalmem() / 1024),
    cpus: cpus.length,
    cpu: cpus[0]?.model ?? '',
  };
  return Object.fromEntries(
    Object.entries(told).flatMap(([key, value]): [string, string][] => {
      const text = printable(String(value));
      return text ? [[key, text]] : [];
    }),
  );
}
