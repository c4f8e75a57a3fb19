// What the whole test bed stands on: plain JavaScript without dependencies, because it also runs before they are installed.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** An expected failure: its message is the one sentence a person gets to see. */
export class Failure extends Error {}

const networkCodes = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT/;

/** The sentence for a failure that has a common cause outside of this project, by the text or code it left. */
export function commonCause(text) {
  if (/ENOSPC/.test(text)) {
    return 'The disk is full: free about 2 GB and start again.';
  }
  const code = networkCodes.exec(text);
  return code ? `No network: the npm registry cannot be reached (${code[0]}). Connect and start again.` : undefined;
}

/** Runs a script's main function: a Failure ends the process with its sentence and code 1, a defect with its stack. */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    const sentence = error instanceof Failure ? error.message : commonCause(String(error?.code));
    console.error(sentence ?? error);
    process.exitCode = 1;
  }
}

/** Runs npm quietly in `cwd`, showing `title` and the time that passes; throws a Failure that names the cause. */
export async function npm(args, cwd, title) {
  await requireRegistry();
  const started = Date.now();
  const line = () => `${title} … ${Math.round((Date.now() - started) / 1000)} s`;
  const ticker = process.stdout.isTTY ? setInterval(() => process.stdout.write(`\r${line()}`), 1000) : undefined;
  process.stdout.write(ticker ? line() : `${title} …\n`);
  const { code, output } = await capture('npm', [...args, ...quickToGiveUp], cwd).finally(() => clearInterval(ticker));
  process.stdout.write(ticker ? `\r${line()}\n` : '');
  if (code === 0) {
    return;
  }
  const cause = commonCause(output);
  if (!cause) {
    console.error(output.split('\n').slice(-20).join('\n'));
  }
  throw new Failure(cause ?? `npm ${args[0]} failed in ${cwd}; its messages are above.`);
}

/** Asks once whether the registry answers at all: without a network, an installation tries for minutes. */
async function requireRegistry() {
  if (!registryAnswers) {
    const { output } = await capture('npm', ['ping', ...quickToGiveUp], root);
    if (networkCodes.test(output)) {
      throw new Failure(commonCause(output));
    }
    registryAnswers = true;
  }
}

let registryAnswers = false;

const quickToGiveUp = ['--loglevel=warn', '--no-audit', '--no-fund', '--fetch-retries=1', '--fetch-retry-mintimeout=1000'];

function capture(command, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, shell: process.platform === 'win32', stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (data) => {
      output += data;
    });
    child.stderr.on('data', (data) => {
      output += data;
    });
    child.on('error', () => reject(new Failure(`${command} cannot be started: install Node.js with npm and start again.`)));
    child.on('close', (code) => resolve({ code, output }));
  });
}
