import type { ReadBinary } from '../model/format.ts';
import { type Guest, type GuestOptions, type OpenChannel, startGuest } from './guest.ts';

/** Where the shipped files are. */
export interface Shipped {
  /** Reads a file under `dist`. */
  readonly read: ReadBinary;
  /** The path of a file under `dist`, for Node. */
  readonly pathOf: (name: string) => string;
}

/** Starts the virtual machine that ships with VirtLens, in either extension host. Nothing of it is loaded before. */
export async function startEmbedded(shipped: Shipped, options: Pick<GuestOptions, 'memoryMiB' | 'limits'>): Promise<Guest> {
  const [open, wasm, kernel] = await Promise.all([channelOf(shipped), shipped.read('wasm/v86.wasm'), shipped.read('guest/kernel.elf')]);
  return startGuest({ ...options, wasm, kernel }, open);
}

async function channelOf({ read, pathOf }: Shipped): Promise<OpenChannel> {
  if (typeof process === 'object' && process.versions?.node) {
    const { openNodeChannel } = await import('./node/channel.ts');
    return openNodeChannel(pathOf('node/lab/node/worker.mjs'));
  }
  const [{ openBrowserChannel }, script] = await Promise.all([import('./browser/channel.ts'), read('browser/lab/worker.js')]);
  return openBrowserChannel(script);
}
