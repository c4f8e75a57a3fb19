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
 * The embedded virtual machine as a rung: booted, read until its report is complete, powered off and stopped.
 * @param start starts a new one
 */
export function embeddedRung(start: () => Promise<RunningGuest>): EmbeddedGuest {
  return {
    async boot(signal: StopSignal) {
      const guest = await start();
      signal.addEventListener('abort', () => guest.stop());
      const lines: string[] = [];
      let firstMs = 0;
      try {
        if (signal.aborted) return { lines, firstMs };
        for await (const { text, at } of guest.lines) {
          firstMs ||= at;
          lines.push(text);
          if (text.includes('"type":"ready"') || lines.length >= MOST_LINES) break;
        }
        guest.send('poweroff');
      } finally {
        guest.stop();
      }
      return { lines, firstMs };
    },
  };
}
