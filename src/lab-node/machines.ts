import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { type OpenChannel, readAnswer, startGuest } from '../lab/guest.ts';

/*
 * A program of its own, started by `density.ts`: so many embedded machines at once, each in a
 * thread, idle until the input ends. It says by how much it grew. The editor's own process can not be asked: what it
 * took for a machine that has ended it keeps for the next one, which then seems to take a fifth.
 */
const MEMORY = 16;
const [worker = '', wasm = '', kernel = '', count = ''] = process.argv.slice(2);
process.stdin.on('end', () => process.exit()).resume();

const openThread: OpenChannel = (listener) => {
  const thread = new Worker(worker, { argv: [], env: {}, execArgv: [], stdout: true, stderr: true });
  thread.on('message', listener.message);
  thread.on('error', (error) => listener.failed(String(error)));
  return { post: (message) => thread.postMessage(message), close: () => void thread.terminate() };
};

const before = process.memoryUsage.rss();
const began = performance.now();
const machines = Array.from({ length: Number(count) }, () =>
  startGuest({ wasm: readFileSync(wasm), kernel: readFileSync(kernel), memoryMiB: MEMORY }, openThread),
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
