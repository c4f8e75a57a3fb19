import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './base.mjs';

const deadline = 20 * 60_000;

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** Runs an npm script; counts what its output says last (`host: 3 passed, 1 failed`), or the script as one test. */
export async function runScript(script: string): Promise<Counts> {
  const { ok, output } = await npmRun(script, []);
  const last = [...output.matchAll(/^(?:\w+: )?(\d+) passed, (\d+) failed\s*$/gm)].at(-1);
  return settle(ok, last ? { passed: Number(last[1]), failed: Number(last[2]) } : { passed: ok ? 1 : 0, failed: 0 });
}

/** Runs an npm script that is a vitest run; counts its tests. */
export async function runVitest(script: string): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'virtlens-vitest-'));
  try {
    const report = join(folder, 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const { ok } = await npmRun(script, reporters);
    return settle(ok, readReport(report));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A part that failed without a failing test (a file that cannot be loaded, a time-out) counts as one. */
function settle(ok: boolean, { passed, failed }: Counts): Counts {
  return { passed, failed: ok ? failed : Math.max(failed, 1) };
}

function readReport(file: string): Counts {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function npmRun(script: string, args: readonly string[]): Promise<{ readonly ok: boolean; readonly output: string }> {
  const child = spawn('npm', ['run', '--silent', script, '--', ...args], {
    cwd: root,
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: deadline,
  });
  let output = '';
  child.stdout.on('data', (data: Buffer) => {
    process.stdout.write(data);
    output += data;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (signal) {
        console.error(`npm run ${script} was stopped (${signal}).`);
      }
      resolve({ ok: code === 0, output });
    });
  });
}
