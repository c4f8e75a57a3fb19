import { readFileSync } from 'node:fs';
import { readAnswer, startGuest } from '../lab/guest.ts';
import { openNodeChannel } from '../lab/node/channel.ts';

/*
 * A program of its own, started by `density.ts`: so many embedded machines at once, each in its worker as the editor
 * has it, idle until the input ends. It says by how much it grew. The editor's own process can not be asked: what it
 * took for a machine that has ended it keeps for the next one, which then seems to take a fifth.
 */
const MEMORY = 16;
const [worker = '', wasm = '', kernel = '', count = ''] = process.argv.slice(2);
process.stdin.on('end', () => process.exit()).resume();

const before = process.memoryUsage.rss();
const began = performance.now();
const machines = Array.from({ length: Number(count) }, () =>
  startGuest({ wasm: readFileSync(wasm), kernel: readFileSync(kernel), memoryMiB: MEMORY }, openNodeChannel(worker)),
);
const reports = await Promise.all(machines.map(readAnswer));
if (!reports.every(({ complete }) => complete)) process.exit(1);
console.log(`ready=${Math.round(performance.now() - began)}`);

const sizes: number[] = [];
for (let read = 0; read < 5; read++) {
  await new Promise((resolve) => setTimeout(resolve, 200));
  sizes.push(process.memoryUsage.rss() - before);
}
const middle = sizes.toSorted((a, b) => a - b)[2] ?? 0;
console.log(`grown=${Math.max(0, Math.round(middle / 1024))}`);
