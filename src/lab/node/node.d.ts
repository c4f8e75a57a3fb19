/** The parts of Node's modules that the lab uses: the sources for both hosts are compiled without Node's own types. */
declare module 'node:child_process' {
  export function fork(
    script: string,
    args: readonly string[],
    options: object,
  ): {
    on(event: 'message', listener: (value: unknown) => void): void;
    on(event: 'error', listener: (error: unknown) => void): void;
    on(event: 'exit', listener: (code: number | null, signal: string | null) => void): void;
    send(value: unknown, sent: (error: unknown) => void): boolean;
    kill(signal: string): boolean;
  };
}
declare module 'node:worker_threads' {
  export const parentPort: { on(event: 'message', listener: (value: unknown) => void): void; postMessage(value: unknown): void } | null;
}
