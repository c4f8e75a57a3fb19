import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeFileSync } from 'node:fs';
import { makeRoot } from '../../src/lab-node/root.ts';
import { type Den, makeDen } from '../support/lab.ts';

/** A 64-bit program of one segment: the path of its interpreter. */
function elf(interpreter: string): Buffer {
  const file = Buffer.alloc(64 + 56 + interpreter.length + 1);
  file.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  file.writeBigUInt64LE(64n, 32);
  file.writeUInt16LE(56, 54);
  file.writeUInt16LE(1, 56);
  file.writeUInt32LE(3, 64);
  file.writeBigUInt64LE(120n, 72);
  file.writeBigUInt64LE(BigInt(interpreter.length + 1), 96);
  file.write(interpreter, 120, 'latin1');
  return file;
}

describe.runIf(process.platform === 'linux')('the root directory of a rung', () => {
  let den: Den;
  beforeEach(() => {
    den = makeDen();
  });
  afterEach(() => den.close());
  const make = (interpreter: string, signal?: AbortSignal) => {
    const program = join(den.path, 'program');
    writeFileSync(program, elf(interpreter), { mode: 0o755 });
    return makeRoot(join(den.path, 'root'), '/dev/null', (name) => (name === 'sh' ? program : undefined), signal);
  };

  test('libraries are listed by the interpreter, and no program is run for it', async () => {
    const log = join(den.path, 'log');
    const library = den.program('library', '');
    await make(den.program('ld', `echo "$*" >>${log}; echo "  libx.so => ${library} (0x7f)"`));
    expect(readFileSync(log, 'utf8')).toBe(`--list ${join(den.path, 'program')}\n`);
    expect(readFileSync(join(den.path, 'root', library), 'utf8')).toBe(readFileSync(library, 'utf8'));
  });

  test('cancelling ends it at once', async () => {
    const began = performance.now();
    await expect(make(den.program('ld', 'sleep $TOKEN'), AbortSignal.timeout(100))).rejects.toMatchObject({ outcome: { end: 'cancelled' } });
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(den.running()).toEqual([]);
  });
});
