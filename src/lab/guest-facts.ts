import type { Facts } from '../model/lab.ts';
import { printable } from './probe.ts';

export interface GuestOutput {
  readonly facts: Facts;
  /** Whether the kernel said that its report is complete. */
  readonly complete: boolean;
}

/**
 * The report of the teaching kernel (`src/guest/README.md`) as facts, under the names the probe uses. Never throws:
 * lines that are no JSON of a known type are left out.
 */
export function guestFacts(lines: readonly string[]): GuestOutput {
  const facts: Record<string, string> = {};
  let complete = false;
  let memory = 0;
  let devices = 0;
  const put = (key: string, value: unknown) => {
    const text = typeof value === 'string' || typeof value === 'number' ? printable(String(value)) : '';
    if (text) facts[key] ??= text;
  };
  for (const line of lines) {
    const said = object(line);
    if (said.type === 'kernel') {
      put('uname.system', said.name);
      put('uname.release', said.release);
      put('boot_id', said.boot);
    } else if (said.type === 'cpu') {
      put('cpu', said.brand || said.vendor);
      put('cpu.signature', said.signature);
    } else if (said.type === 'memory' && said.usable === true) {
      const bytes = typeof said.length === 'string' && /^0x[0-9a-f]{1,12}$/.test(said.length) ? Number(said.length) : 0;
      memory += bytes;
    } else if (said.type === 'pci') devices++;
    else if (said.type === 'clock') put('clock', said.time);
    else if (said.type === 'ready') {
      complete = true;
      break;
    }
  }
  if (memory) put('memory', Math.round(memory / 1024));
  if (devices) put('pci', devices);
  if (complete) put('processes', 0);
  return { facts, complete: complete && 'boot_id' in facts };
}

function object(line: string): Readonly<Record<string, unknown>> {
  if (!line.startsWith('{')) return {};
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}
