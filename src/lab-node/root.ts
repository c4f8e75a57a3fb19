import { closeSync, copyFileSync, existsSync, mkdirSync, openSync, readSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NotReady } from './not-ready.ts';
import { runProcess } from './process.ts';
import type { FindTool } from './tools.ts';

/** What the probe and a guest's `init` use; only the shell is needed everywhere. */
const PROGRAMS = ['sh', 'uname', 'readlink', 'getconf', 'date', 'mount'];

const RELEASE = 'NAME="VirtLens Lab"\nID=virtlens-lab\nPRETTY_NAME="VirtLens Lab"\n';

/**
 * Makes a root directory: copies of this machine's shell and a few commands with the libraries they name, an
 * `os-release` of its own, the probe, and empty mount points. Needs no privilege and no device.
 * @throws what the file system says, that there is no shell, or NotReady where it was cancelled or a library's list does not come
 */
export async function makeRoot(root: string, probe: string, find: FindTool, signal?: AbortSignal): Promise<void> {
  for (const folder of ['usr/bin', 'usr/lib', 'etc', 'proc', 'sys', 'dev', 'tmp', 'run', 'var', 'root']) mkdirSync(join(root, folder), { recursive: true });
  for (const name of ['bin', 'lib']) symlinkSync(`usr/${name}`, join(root, name));
  for (const name of ['lib64', 'lib32']) {
    mkdirSync(join(root, 'usr', name), { recursive: true });
    symlinkSync(`usr/${name}`, join(root, name));
  }
  writeFileSync(join(root, 'etc/os-release'), RELEASE);
  // Runtimes bind the host's over it: a user may not make the device.
  writeFileSync(join(root, 'dev/null'), '');
  copyFileSync(probe, join(root, 'probe.sh'));
  for (const name of PROGRAMS) {
    const program = find(name);
    if (program === undefined) {
      if (name === 'sh') throw new Error('no sh');
      continue;
    }
    copyFileSync(program, join(root, 'usr/bin', name));
    for (const library of await libraries(program, signal)) put(root, library);
  }
}

/**
 * The files a program names as its interpreter and libraries: the interpreter is what is started, with `--list` (ld.so(8);
 * musl's does as well), and the program is not run. The variable LD_TRACE_LOADED_OBJECTS would not do: musl does not know it.
 */
async function libraries(program: string, signal?: AbortSignal): Promise<string[]> {
  const interpreter = interpreterOf(program);
  if (interpreter === undefined) return [];
  const order = { argv: [interpreter, '--list', program], cwd: '/', env: { PATH: '/usr/bin:/bin' }, limitMs: 5_000 };
  const listed = await runProcess({ ...order, ...(signal && { signal }) });
  if (listed.end === 'cancelled' || listed.end === 'timeout') throw new NotReady(listed);
  const named = [...listed.stdout.matchAll(/=> (\/\S+) \(0x/g)].map(([, path = '']) => path);
  return [interpreter, ...named];
}

function put(root: string, library: string): void {
  const target = join(root, library);
  if (existsSync(target) || !existsSync(library)) return;
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(library, target);
}

/** The path in an ELF program's PT_INTERP; undefined for static programs and for what is no ELF of this byte order. */
export function interpreterOf(program: string): string | undefined {
  const head = Buffer.alloc(4096);
  const file = openSync(program, 'r');
  try {
    readSync(file, head, 0, head.length, 0);
  } finally {
    closeSync(file);
  }
  if (head.readUInt32BE(0) !== 0x7f454c46 || head[5] !== 1) return undefined;
  const wide = head[4] === 2;
  const table = wide ? Number(head.readBigUInt64LE(32)) : head.readUInt32LE(28);
  const size = head.readUInt16LE(wide ? 54 : 42);
  const count = head.readUInt16LE(wide ? 56 : 44);
  for (let entry = table; entry < table + size * count && entry + size <= head.length; entry += size) {
    if (head.readUInt32LE(entry) !== 3) continue;
    const offset = wide ? Number(head.readBigUInt64LE(entry + 8)) : head.readUInt32LE(entry + 4);
    const length = wide ? Number(head.readBigUInt64LE(entry + 32)) : head.readUInt32LE(entry + 16);
    if (offset + length > head.length) return undefined;
    return head.toString('latin1', offset, offset + length).replace(/\0.*$/, '');
  }
  return undefined;
}
