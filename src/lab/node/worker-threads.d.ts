/** The part of Node's module that the lab uses: the sources for both hosts are compiled without Node's own types. */
declare module 'node:worker_threads' {
  export class Worker {
    constructor(script: string, options: object);
    on(event: 'message', listener: (value: unknown) => void): void;
    on(event: 'error', listener: (error: unknown) => void): void;
    on(event: 'exit', listener: (code: number) => void): void;
    postMessage(value: unknown): void;
    terminate(): Promise<number>;
  }
  export const parentPort: { on(event: 'message', listener: (value: unknown) => void): void; postMessage(value: unknown): void } | null;
}
