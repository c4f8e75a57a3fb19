import type { EmbeddedGuest, StopSignal } from './runner.ts';

/** The part of the embedded virtual machine that the ladder uses: `Guest` of the runner in the worker is one. */
export interface RunningGuest {
  readonly lines: AsyncIterable<{ readonly text: string; readonly at: number }>;
  send(command: string): void;
  stop(): void;
}

/** More than the report of any machine has. */
const MOST_LINES = 1_000;

/**
 * The embedded virtual machine as a rung: booted, read until it has said all, powered off and stopped.
 * @param start starts a new one
 */
export function embeddedRung(start: () => Promise<RunningGuest>): EmbeddedGuest {
  return {
    async boot(signal) {
      const { guest, lines, firstMs } = await begin(start, signal, 1);
      guest.send('poweroff');
      guest.stop();
      return { lines, firstMs };
    },
    async loops(signal) {
      const { guest, lines } = await begin(start, signal, 2);
      guest.stop();
      return lines;
    },
  };
}

/** Starts one and reads until it has said so many times that it is ready, or has ended. Between two times it is asked for its loops. */
async function begin(start: () => Promise<RunningGuest>, signal: StopSignal, times: number) {
  const guest = await start();
  signal.addEventListener('abort', () => guest.stop());
  const lines: string[] = [];
  let firstMs = 0;
  let ready = 0;
  try {
    if (signal.aborted) return { guest, lines, firstMs };
    for await (const { text, at } of guest.lines) {
      firstMs ||= at;
      lines.push(text);
      if (text.includes('"type":"ready"')) {
        ready++;
        if (ready === times) break;
        guest.send('loops');
      }
      if (lines.length >= MOST_LINES) break;
    }
  } catch (error) {
    guest.stop();
    throw error;
  }
  return { guest, lines, firstMs };
}
