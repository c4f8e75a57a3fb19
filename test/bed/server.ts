import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from './base.mjs';
import { ensureServer } from './install.ts';

const startDeadline = 90_000;
const stopDeadline = 5_000;

/** Settings of the user of this VS Code: nothing that asks, nothing that distracts. */
const quietSettings = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'workbench.reduceMotion': 'on',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
};

export interface ServerOptions {
  /** 0 picks a free port. */
  readonly port?: number;
  /** Kept if given; a temporary directory otherwise. */
  readonly dataDir?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Settings of scope `machine`: the server keeps them beside those of the user. */
  readonly machineSettings?: Readonly<Record<string, unknown>>;
  /** Added to the environment of the server, which its extensions inherit. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface Server {
  readonly origin: string;
  /** Settles when the server's process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Starts VS Code's server on 127.0.0.1 and waits until it listens. */
export async function startServer({ port = 0, dataDir, settings = {}, machineSettings, env }: ServerOptions = {}): Promise<Server> {
  const entry = await ensureServer();
  const data = dataDir ?? (await mkdtemp(join(tmpdir(), 'virtlens-server-')));
  await writeSettings(join(data, 'data/User'), { ...quietSettings, ...settings });
  if (machineSettings) await writeSettings(join(data, 'data/Machine'), machineSettings);
  const child = spawn(process.execPath, [entry, ...serverArguments(port, data)], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const discard = () => {
    signalGroup(child, 'SIGKILL');
    if (!dataDir) {
      rmSync(data, { recursive: true, force: true, maxRetries: 5 });
    }
  };
  process.once('exit', discard);
  const ended = once(child, 'exit').then(() => {
    process.off('exit', discard);
    discard();
  });
  const stop = async () => {
    const force = setTimeout(() => signalGroup(child, 'SIGKILL'), stopDeadline);
    signalGroup(child, 'SIGTERM');
    await ended;
    clearTimeout(force);
  };
  try {
    return { origin: `http://127.0.0.1:${await listeningPort(child)}`, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

export interface WorkbenchAddress {
  readonly origin: string;
  readonly folder: string;
  readonly extensionPath: string;
  readonly testsPath?: string | undefined;
}

/** The address under which the server shows a folder with the extension under development loaded. */
export function workbenchUrl({ origin, folder, extensionPath, testsPath }: WorkbenchAddress): string {
  const remote = (path: string) => `vscode-remote://${new URL(origin).host}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(extensionPath)],
    ['skipWelcome', 'true'],
  ];
  if (testsPath) {
    payload.push(['extensionTestsPath', remote(testsPath)]);
  }
  return `${origin}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/** Settings that run an extension in the browser's web worker; VS Code on the web ignores `extensionDevelopmentKind`. */
export async function webWorkerSettings(extensionPath: string): Promise<Readonly<Record<string, unknown>>> {
  const { publisher, name } = JSON.parse(await readFile(join(extensionPath, 'package.json'), 'utf8'));
  return { 'remote.extensionKind': { [`${publisher}.${name}`]: ['web'] } };
}

/** Settings the user has changed in a kept data directory stay as they are. */
async function writeSettings(folder: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  const file = join(folder, 'settings.json');
  if (!existsSync(file)) {
    await mkdir(folder, { recursive: true });
    await writeFile(file, JSON.stringify(settings, undefined, 2));
  }
}

function serverArguments(port: number, dataDir: string): string[] {
  return [
    ...['--host', '127.0.0.1', '--port', String(port), '--server-data-dir', dataDir],
    ...['--without-connection-token', '--accept-server-license-terms', '--disable-telemetry'],
    '--enable-smoke-test-driver', // without it, a built VS Code ignores the payload of the address
  ];
}

async function listeningPort(child: ChildProcess): Promise<string> {
  let output = '';
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Failure(`VS Code's server ${why}.\n${output.trim()}`.trim()));
    const timer = setTimeout(() => fail(`did not start within ${startDeadline / 1000} s`), startDeadline);
    const onData = (data: Buffer) => {
      output = (output + data).slice(-4000);
      const port = /agent listening on (\d+)/.exec(output)?.[1];
      if (port) {
        clearTimeout(timer);
        resolve(port);
      }
    };
    child.stdout?.on('data', onData);
    child.stderr?.on('data', onData);
    child.once('error', (error) => fail(`cannot be started (${error.message})`));
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(output.includes('EADDRINUSE') ? 'found its port taken' : `ended at once (code ${code})`);
    });
  });
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    process.kill(-(child.pid ?? Number.NaN), signal);
  } catch {
    // The group has ended already.
  }
}
