import { chmodSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../src/cli/files.ts';
import { createRunner, type RunnerOptions } from '../../src/lab-node/runner.ts';
import type { LabRunner } from '../../src/lab/runner.ts';
import type { LabKnowledge, Rung } from '../../src/model/lab.ts';
import { knowledge } from './knowledge.ts';

/** A place of its own for one test: programs that misbehave, and the folder in which the lab makes its own. */
export interface Den {
  readonly path: string;
  /** In the command line of everything that is started here, to find it by. */
  readonly token: string;
  /** Writes a program; `$TOKEN` in it is a number of seconds that no other test sleeps. */
  program(name: string, script: string): string;
  runner(options?: Partial<RunnerOptions>): Promise<LabRunner>;
  /** What still runs with the token in its command line. */
  running(): number[];
  /** The lab's folders that are still there. */
  folders(): string[];
  close(): void;
}

let count = 0;

/** Makes a den. */
export function makeDen(): Den {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'lab-test-')));
  const token = `47${process.pid}.${count++}`;
  const den: Den = {
    path,
    token,
    program(name, script) {
      const file = join(path, name);
      writeFileSync(file, `#!/bin/sh\n${script.replaceAll('$TOKEN', token)}\n`);
      chmodSync(file, 0o755);
      return file;
    },
    async runner(options) {
      return createRunner({ knowledge: await knowledge().lab(), scripts: join(ROOT, 'media/lab'), parent: path, ...options });
    },
    running: () =>
      readdirSync('/proc').flatMap((pid) => {
        try {
          return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0').includes(token) ? [Number(pid)] : [];
        } catch {
          return [];
        }
      }),
    folders: () => readdirSync(path).filter((name) => name.startsWith('virtlens-lab-')),
    close() {
      for (const pid of den.running()) process.kill(pid, 'SIGKILL');
      rmSync(path, { recursive: true, force: true });
    },
  };
  return den;
}

/** The lab's knowledge with one more rung, that starts the given program. */
export async function withFake(change: Partial<Rung> = {}): Promise<LabKnowledge> {
  const lab = await knowledge().lab();
  const fake: Rung = {
    id: 'namespaces',
    name: '',
    text: '',
    systems: [process.platform],
    prepare: [],
    ours: [],
    figures: [],
    deviates: {},
    attempts: [{ command: [{ tool: 'fake', args: [] }] }],
    sources: [],
    ...change,
  };
  return { ...lab, rungs: [...lab.rungs.filter(({ id }) => id === 'host'), fake] };
}

/** Waits until something holds; false when it does not within the time. */
export async function until(holds: () => boolean, ms = 3_000): Promise<boolean> {
  for (const end = performance.now() + ms; performance.now() < end; ) {
    if (holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return holds();
}
