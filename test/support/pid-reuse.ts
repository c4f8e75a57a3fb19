import { spawn } from 'node:child_process';
import { readlinkSync, writeFileSync } from 'node:fs';
import { childrenOf } from '../../src/lab-node/tree.ts';
import { watch } from '../../src/lab-node/watch.ts';

/** Run as the first process of a process table of its own: prints whether a stranger outlives the watch of whose id it got. */
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
if (readlinkSync('/proc/self') !== '1') throw new Error('not in a process table of its own');
const parent = spawn('/bin/sh', ['-c', 'sleep 0.3 & wait; exec sleep 9'], { stdio: 'ignore' });
await wait(150);
const [child = 0] = childrenOf(parent.pid ?? 0);
const watched = watch(parent.pid, undefined, () => {});
watched.look();
await wait(400);
writeFileSync('/proc/sys/kernel/ns_last_pid', String(child - 1));
const stranger = spawn('/bin/sleep', ['9'], { stdio: 'ignore' });
watched.close();
await wait(100);
console.log(stranger.pid === child && stranger.signalCode === null ? 'alive' : `${stranger.pid} for ${child}: ${stranger.signalCode}`);
process.exit();
