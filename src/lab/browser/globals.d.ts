/** What a browser's worker has and Node has not. */
declare class Worker {
  constructor(url: string);
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
  postMessage(value: unknown): void;
  terminate(): void;
}
declare class Blob {
  constructor(parts: readonly Uint8Array[], options: { type: string });
}
declare const URL: { createObjectURL(blob: Blob): string; revokeObjectURL(url: string): void };
declare function postMessage(value: unknown): void;
declare function addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
