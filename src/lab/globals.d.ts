/** The globals of both hosts, and of workers in them, that neither ECMAScript nor the VS Code API declares. */
declare const performance: { now(): number };
declare const process:
  | {
      readonly versions?: { readonly node?: string };
      /** In a process that was forked. */
      send?(value: unknown): boolean;
      on?(event: 'message' | 'disconnect', listener: (value: unknown) => void): void;
      exit?(code: number): void;
    }
  | undefined;
declare namespace WebAssembly {
  function instantiate(bytes: Uint8Array, imports: object): Promise<{ readonly instance: { readonly exports: Record<string, never> } }>;
}
