import { type ChildProcess, spawn } from 'node:child_process';
import type { Outcome } from '../lab/classify.ts';
import { descendants, killAll, MARK } from './tree.ts';
import { takeStock, watch } from './watch.ts';

/** Kept of each stream; more ends the program. */
export const OUTPUT_LIMIT = 64 * 1024;
/** Between asking and killing. */
const GRACE = 400;
/** What is still in a pipe after the end may take this long to come. */
const DRAIN = 250;

export interface Order {
  /** An absolute path and its arguments: nothing here is read by a shell. */
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly limitMs: number;
  readonly signal?: AbortSignal;
  /** What `firstMs` waits for in the output; without it, anything. */
  readonly first?: string;
  /** When this stands in the output, `atMark` is called and waited for, then `reply` is written and the input closed. */
  readonly mark?: string;
  readonly atMark?: (pid: number) => Promise<void> | void;
  readonly reply?: string;
  /** Called with what it prints, as it comes. */
  readonly heard?: (text: string) => void;
}

export interface Ended extends Outcome {
  /** From the start to `first` in the output, and to the end. */
  readonly firstMs: number | undefined;
  readonly totalMs: number;
}

/**
 * Runs a program in a process group of its own, bounded in time, output and number of processes. Never rejects.
 * However it ends, its group, its descendants and those that were seen to be ones are killed before this resolves.
 */
export function runProcess(order: Order): Promise<Ended> {
  const [program = '', ...args] = order.argv;
  if (order.signal?.aborted) return Promise.resolve(notBegun('cancelled', ''));
  takeStock();
  const began = performance.now();
  let child: ChildProcess;
  try {
    child = spawn(program, args, {
      cwd: order.cwd,
      env: { ...order.env },
      detached: process.platform !== 'win32',
      stdio: [order.mark === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      windowsHide: true,
      shell: false,
    });
  } catch (error) {
    return Promise.resolve(notBegun('error', String(error)));
  }
  return new Promise((resolve) => {
    const out = collect();
    const err = collect();
    let firstMs: number | undefined;
    let end: Outcome['end'] | undefined;
    let marked = false;
    let over = false;
    const timers: NodeJS.Timeout[] = [];
    const later = (ms: number, action: () => void) => timers.push(setTimeout(action, ms));

    const stop = (why: Outcome['end']) => {
      if (end || over) return;
      end = why;
      const atOnce = why === 'flood' || why === 'crowd';
      // A crowd grows while its members are looked for: first the kernel ends its group, all at once.
      const young = why === 'crowd' ? [] : descendants(child.pid);
      signalGroup(child, atOnce ? 'SIGKILL' : 'SIGTERM');
      if (why === 'crowd') watched.disperse();
      later(atOnce ? 0 : GRACE, () => {
        killAll([...young, ...descendants(child.pid)]);
        signalGroup(child, 'SIGKILL');
        // Whoever cannot be killed (a process in the kernel's hands) is not waited for.
        later(GRACE, () => settle(undefined, 'SIGKILL'));
      });
    };
    const cancel = () => stop('cancelled');
    const watched = watch(child.pid, order.env[MARK], () => stop('crowd'));
    const settle = (code: number | null | undefined, signal: string | null) => {
      if (over) return;
      over = true;
      for (const timer of timers) clearTimeout(timer);
      order.signal?.removeEventListener('abort', cancel);
      signalGroup(child, 'SIGKILL');
      watched.close();
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream?.destroy();
      resolve({
        end: end ?? (signal ? 'signal' : 'exit'),
        code: String(signal ?? code ?? ''),
        stdout: out.text(),
        stderr: err.text(),
        firstMs,
        totalMs: performance.now() - began,
      });
    };
    const answer = async () => {
      if (child.pid !== undefined) await order.atMark?.(child.pid);
      watched.look();
      child.stdin?.end(order.reply ?? '');
    };

    child.on('error', (error: NodeJS.ErrnoException) => {
      end ??= error.code === 'ENOENT' ? 'missing' : 'error';
      err.take(Buffer.from(error.message));
      settle(undefined, null);
    });
    child.stdin?.on('error', () => {});
    child.stdout?.on('data', (chunk: Buffer) => {
      order.heard?.(chunk.toString('latin1'));
      if (!out.take(chunk)) stop('flood');
      if (firstMs === undefined && out.text().includes(order.first ?? '')) firstMs = performance.now() - began;
      if (!marked && order.mark !== undefined && out.text().includes(order.mark)) {
        marked = true;
        answer().catch(() => stop('error'));
      }
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      if (!err.take(chunk)) stop('flood');
    });
    child.on('exit', (code, signal) => {
      // A child of it may hold the pipe open: it is not waited for.
      later(DRAIN, () => settle(code, signal));
      child.on('close', () => settle(code, signal));
    });
    order.signal?.addEventListener('abort', cancel, { once: true });
    later(order.limitMs, () => stop('timeout'));
  });
}

function notBegun(end: Outcome['end'], stderr: string): Ended {
  return { end, code: '', stdout: '', stderr, firstMs: undefined, totalMs: 0 };
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // The group is gone.
  }
}

function collect() {
  const chunks: Buffer[] = [];
  let length = 0;
  return {
    /** Whether it still fits. */
    take(chunk: Buffer): boolean {
      if (length < OUTPUT_LIMIT) chunks.push(chunk.subarray(0, OUTPUT_LIMIT - length));
      length += chunk.length;
      return length <= OUTPUT_LIMIT;
    },
    text: () => Buffer.concat(chunks).toString('utf8'),
  };
}
