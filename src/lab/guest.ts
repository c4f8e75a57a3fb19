import { type FromMachine, isFromMachine, type ToMachine } from './messages.ts';
import { type Fact, type Report, readLine, summarize } from './report.ts';

/** The worker, as the lab sees it: `src/lab/node` and `src/lab/browser` open one each. */
export interface Channel {
  post(message: ToMachine): void;
  /** Ends the worker, whatever it is doing. */
  close(): void;
}
export type OpenChannel = (listener: { message(value: unknown): void; failed(reason: string): void }) => Channel;

export interface GuestOptions {
  readonly wasm: Uint8Array;
  readonly kernel: Uint8Array;
  readonly memoryMiB: number;
  readonly limits?: Partial<Limits>;
}

export interface Limits {
  /** Milliseconds until the first line. */
  readonly start: number;
  /** Milliseconds without a command. */
  readonly idle: number;
  /** Characters of output. */
  readonly output: number;
}

const LIMITS: Limits = { start: 10_000, idle: 600_000, output: 1_000_000 };
/** Small enough for many of them, large enough for the kernel; v86 rounds to its own pages. */
const MEMORY = { least: 4, most: 512 };
const LONGEST_COMMAND = 79;

/** How it ended: it powered off, it was stopped, or it met a limit (`start`, `idle`, `output`) or an error. */
export interface Ending {
  readonly reason: 'halted' | 'stopped' | 'failed' | keyof Limits;
  readonly message?: string;
}

/** A line of the console and when it was read, in milliseconds since the machine was ordered. */
export interface ConsoleLine {
  readonly text: string;
  readonly at: number;
}

/** A running virtual machine. */
export interface Guest {
  /** What it prints, each line once, whoever asks; over when it has ended. */
  readonly lines: AsyncIterableIterator<ConsoleLine>;
  /** Types a line; line breaks and what is too long are left out. Does nothing after the end; before the first `ready` the guest may miss it. */
  send(command: string): void;
  /** Pulls the plug; `ended` resolves with it. */
  stop(): void;
  /** Never rejects. */
  readonly ended: Promise<Ending>;
}

/**
 * Starts a virtual machine with the given kernel.
 * @throws RangeError for an amount of memory that is no whole number of MiB from 4 to 512
 */
export function startGuest({ wasm, kernel, memoryMiB, limits }: GuestOptions, open: OpenChannel): Guest {
  if (!Number.isInteger(memoryMiB) || memoryMiB < MEMORY.least || memoryMiB > MEMORY.most) {
    throw new RangeError(`${MEMORY.least} to ${MEMORY.most} MiB`);
  }
  const allowed = { ...LIMITS, ...limits };
  const began = performance.now();
  const ready: ConsoleLine[] = [];
  const waiting: ((line: IteratorResult<ConsoleLine>) => void)[] = [];
  let over = false;
  let resolve: (ending: Ending) => void = () => {};
  const ended = new Promise<Ending>((settle) => {
    resolve = settle;
  });
  let rest = '';
  let printed = 0;

  const end = (ending: Ending) => {
    if (over) return;
    over = true;
    clearTimeout(timer);
    channel?.close();
    if (rest) print(rest);
    for (const wake of waiting.splice(0)) wake({ done: true, value: undefined });
    resolve(ending);
  };
  const endAfter = (reason: 'start' | 'idle') => setTimeout(() => end({ reason }), allowed[reason]);
  const print = (text: string) => {
    const value = { text, at: performance.now() - began };
    const wake = waiting.shift();
    if (wake) wake({ done: false, value });
    else ready.push(value);
  };
  const take = (message: FromMachine) => {
    if (message.type === 'halted') end({ reason: 'halted' });
    if (message.type === 'failed') end({ reason: 'failed', message: message.message });
    if (message.type !== 'output') return;
    if (printed === 0) idle();
    printed += message.text.length;
    if (printed > allowed.output) return end({ reason: 'output' });
    const lines = (rest + message.text).split(/\r?\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) print(line);
  };
  const idle = () => {
    clearTimeout(timer);
    timer = endAfter('idle');
  };

  let channel: Channel | undefined;
  let timer = endAfter('start');
  channel = open({
    message: (value) => {
      if (!over && isFromMachine(value)) take(value);
    },
    failed: (message) => end({ reason: 'failed', message }),
  });
  if (over) channel.close();
  else channel.post({ type: 'start', wasm, kernel, memoryMiB });

  return {
    lines: {
      next: () => {
        const value = ready.shift();
        if (value) return Promise.resolve({ done: false, value });
        return over ? Promise.resolve({ done: true, value: undefined }) : new Promise((wake) => waiting.push(wake));
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    },
    send: (command) => {
      if (over) return;
      idle();
      channel.post({ type: 'input', text: `${command.replace(/[^ -~]/g, '').slice(0, LONGEST_COMMAND)}\n` });
    },
    stop: () => end({ reason: 'stopped' }),
    ended,
  };
}

/** One answer of the guest: everything up to its `ready`, or to its end. */
export interface Answer {
  readonly facts: readonly Fact[];
  readonly text: readonly string[];
  readonly report: Report;
  /** Whether the guest said that it is complete. */
  readonly complete: boolean;
  /** Milliseconds from the start of the machine to the first and to the last line; 0 without lines. */
  readonly first: number;
  readonly last: number;
}

/** Reads the report, or the answer to the command sent before. Takes the lines from whoever else would read them. */
export async function readAnswer(guest: Guest): Promise<Answer> {
  const facts: Fact[] = [];
  const text: string[] = [];
  let first = 0;
  let last = 0;
  let complete = false;
  for await (const line of guest.lines) {
    first ||= line.at;
    last = line.at;
    const read = readLine(line.text);
    if (read.kind === 'text') text.push(read.text);
    else if (read.fact.type === 'ready') {
      complete = true;
      break;
    } else facts.push(read.fact);
  }
  return { facts, text, report: summarize(facts), complete, first, last };
}
