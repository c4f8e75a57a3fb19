/** The globals of both extension hosts that neither ECMAScript nor the VS Code API declares. */
declare class TextDecoder {
  decode(input: Uint8Array): string;
}
declare class TextEncoder {
  encode(input: string): Uint8Array;
}
declare const crypto: { getRandomValues(array: Uint8Array): Uint8Array };
declare function setTimeout(callback: () => void, milliseconds: number): number;
declare function clearTimeout(timer: number | undefined): void;
