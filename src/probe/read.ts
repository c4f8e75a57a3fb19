import { closeSync, existsSync, openSync, readdirSync, readlinkSync, readSync } from 'node:fs';
import { access, open, readdir, readlink } from 'node:fs/promises';

/** More of a file than this no rule reads. */
const MOST_BYTES = 64 * 1024;
/** More names of a folder than this no rule reads. */
const MOST_NAMES = 512;

/**
 * Reads what a file signal names: text, names, target of a link or presence, by its last character. Files of the
 * kernel answer at once, and at once is a twentieth of the time that they take by way of the thread pool.
 * @returns undefined when there is nothing or it may not be read
 */
export function readNow(signal: string): string | undefined {
  const path = signal.replace(/[?@]$/, '');
  // Most of what rules ask for is nowhere, and an error costs more than the question.
  if (!existsSync(path) && !signal.endsWith('@')) return undefined;
  try {
    if (signal.endsWith('?')) return 'present';
    if (signal.endsWith('@')) return readlinkSync(path);
    if (signal.endsWith('/')) return names(readdirSync(path));
    return withoutSecrets(path, headNow(path));
  } catch {
    return undefined;
  }
}

/** As `readNow`, for what may not answer: nothing waits for it but the returned promise. */
export async function readLater(signal: string): Promise<string | undefined> {
  const path = signal.replace(/[?@]$/, '');
  try {
    if (signal.endsWith('?')) {
      await access(path);
      return 'present';
    }
    if (signal.endsWith('@')) return await readlink(path);
    if (signal.endsWith('/')) return names(await readdir(path));
    const handle = await open(path, 'r');
    try {
      const { buffer: head, bytesRead } = await handle.read(Buffer.allocUnsafe(MOST_BYTES), 0, MOST_BYTES, null);
      return withoutSecrets(path, head.toString('utf8', 0, bytesRead));
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}

/** One for all reads: each is done before the next begins. */
let buffer: Buffer | undefined;

/** The beginning of a file. Files of `/proc` have no size and come in pieces: read until nothing more comes. */
export function headNow(file: string, most = MOST_BYTES): string {
  const handle = openSync(file, 'r');
  try {
    buffer ??= Buffer.allocUnsafe(MOST_BYTES);
    let length = 0;
    while (length < most) {
      const read = readSync(handle, buffer, length, most - length, null);
      if (read === 0) break;
      length += read;
    }
    return buffer.toString('utf8', 0, length);
  } finally {
    closeSync(handle);
  }
}

function names(all: readonly string[]): string {
  return all.slice(0, MOST_NAMES).join('\n');
}

/** Of another process's environment only what names a container manager: the rest may be secrets and no rule reads it. */
function withoutSecrets(path: string, text: string): string {
  if (!path.endsWith('/environ')) return text;
  return text
    .split('\0')
    .filter((variable) => variable.startsWith('container='))
    .join('\0');
}
