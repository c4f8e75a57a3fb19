import { costRatios } from '../lab/costs.ts';
import type { Costs } from '../model/lab.ts';

const WHAT: Readonly<Record<keyof Costs, string>> = {
  shell: 'computing in a shell',
  call: 'a system call',
  machine: 'a xorshift loop',
  port: 'a write to a port',
};

/** The costs on one line: as ratios to the host's where it has them, with the time of one round. */
export function costLine(costs: Costs, host: Costs): string {
  const ratios = costRatios(costs, host);
  return (['shell', 'call', 'machine', 'port'] as const)
    .flatMap((key) => {
      const [value, ratio] = [costs[key], ratios[key]];
      if (value === undefined) return [];
      return [`${WHAT[key]} ${ratio === undefined || costs === host ? `${value} ns` : `×${ratio} (${value} ns)`}`];
    })
    .join(', ');
}
