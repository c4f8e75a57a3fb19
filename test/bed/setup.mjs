// What `npm start` and `npm test` do in a fresh clone, under whatever Node is installed: get the dependencies, then go on under theirs.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Failure, npm, root } from './base.mjs';

const oldestNode = 20;
const bin = join(root, 'node_modules', '.bin');

/** Fails with a sentence under a Node that cannot run the set-up. */
export function requireNode() {
  if (Number.parseInt(process.versions.node, 10) < oldestNode) {
    throw new Failure(`Node.js ${oldestNode} or newer is needed; this is ${process.versions.node}.`);
  }
}

/** Installs the dependencies where they are missing or not those of package-lock.json. */
export async function ensureDependencies() {
  if (!dependenciesMatchLock()) {
    await npm(['ci'], root, 'Installing the dependencies');
  }
}

/** Runs a TypeScript file of this folder under the dependencies' own Node; its exit code is the result. */
export function continueWith(script, args) {
  const node = join(bin, process.platform === 'win32' ? 'node.cmd' : 'node');
  const child = spawn(node, [join(root, 'test', 'bed', script), ...args], {
    env: { ...process.env, PATH: bin + delimiter + process.env.PATH },
    shell: process.platform === 'win32',
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  // npm passes a signal on to the shell it started, and that does not pass it on: without this the child would stay.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref();
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** npm writes node_modules/.package-lock.json last, so an interrupted installation does not match. */
function dependenciesMatchLock() {
  const installed = packages(join(root, 'node_modules', '.package-lock.json'));
  const wanted = packages(join(root, 'package-lock.json'));
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional }]) => path === '' || optional || devOptional || installed[path]?.version === version,
  );
}

function packages(lockFile) {
  return existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, 'utf8')).packages : {};
}
