import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { buildGuest, builtWith, guestTools, KERNEL } from '../../src/cli/build-guest.ts';
import { binaryOf, ROOT, readBinary, sourceOf } from '../../src/cli/files.ts';
import { explainDevice } from '../../src/lab/devices.ts';
import { type Guest, type GuestOptions, readAnswer, startGuest } from '../../src/lab/guest.ts';
import { startEmbedded } from '../../src/lab/host.ts';
import { openNodeChannel } from '../../src/lab/node/channel.ts';
import { readLine, summarize } from '../../src/lab/report.ts';
import { descendants, isZombie, processes } from '../../src/lab-node/tree.ts';
import { LOCALES } from '../../src/model/vocabulary.ts';
import { knowledge } from '../support/knowledge.ts';
import { until } from '../support/lab.ts';

const wasm = await readBinary('wasm/v86.wasm');
const kernel = readFileSync(KERNEL);

let guest: Guest | undefined;
afterEach(() => guest?.stop());

function boot(options: Partial<GuestOptions> = {}): Guest {
  guest = startGuest({ wasm, kernel, memoryMiB: 16, ...options }, openNodeChannel(sourceOf('node/lab/node/worker.mjs')));
  return guest;
}

/** Processes of machines below this one, or another. */
function workers(below = process.pid): number[] {
  return descendants(below).filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('lab/node/worker'));
}

async function ask(running: Guest, command: string) {
  running.send(command);
  return readAnswer(running);
}

describe('the teaching kernel in v86', () => {
  test('reports the machine it was given', async () => {
    const { report, complete, text } = await readAnswer(boot());
    expect(complete).toBe(true);
    expect(text).toEqual([]);
    expect(report.kernel).toMatchObject({ name: 'VirtLens', machine: 'i686' });
    expect(report.kernel?.boot).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(report.cpu).toMatchObject({ vendor: 'GenuineIntel', hypervisor: true, signature: 'VMwareVMware', ring: 0 });
    const usable = report.memory.filter((range) => range.usable).reduce((sum, range) => sum + range.length, 0);
    expect(usable).toBeGreaterThan(15 * 2 ** 20);
    expect(usable).toBeLessThanOrEqual(16 * 2 ** 20);
    expect(report.pci.map(({ at, vendor, device }) => `${at} ${vendor.toString(16)}:${device.toString(16)}`)).toContain('00:00.0 8086:1237');
    expect(report.pci.find(({ device }) => device === 0x8029)?.class).toBe(0x020000);
    expect(Math.abs(Date.parse(`${report.clock}Z`) - Date.now())).toBeLessThan(24 * 3_600_000 + 60_000);
    expect(report.loops.map(({ what }) => what)).toEqual(['compute', 'port']);
    for (const loop of report.loops) expect(loop.rounds).toBeGreaterThan(0);
    expect(report.timer?.hz).toBe(20);
    expect(report.timer?.ticks).toBeGreaterThan(0);
  });

  test('answers, sees nobody, and powers off', async () => {
    const running = boot({ memoryMiB: 4 });
    const { report } = await readAnswer(running);
    expect((await ask(running, 'uname')).text).toEqual([`VirtLens ${report.kernel?.release} i686`, `boot id ${report.kernel?.boot}`]);
    expect((await ask(running, 'ps')).text).toEqual(["1 kernel, 0 processes: nobody else's are visible from here"]);
    expect((await ask(running, 'mem')).text[0]).toMatch(/^3968 KiB/);
    expect((await ask(running, 'pci')).text).toHaveLength(report.pci.length);
    expect((await ask(running, 'cpuid')).text.join()).toContain('VMwareVMware');
    expect((await ask(running, 'help')).text[0]).toContain('poweroff');
    expect((await ask(running, 'no\r\nsuch "<b>"\u0000é')).text[0]).toBe('unknown command: nosuch "<b>"');
    expect((await ask(running, 'x'.repeat(200))).text[0]).toBe(`unknown command: ${'x'.repeat(79)}`);
    const [early = '', later = ''] = [(await ask(running, 'uptime')).text[0], (await ask(running, 'uptime')).text[0]];
    expect(Number.parseFloat(later)).toBeGreaterThanOrEqual(Number.parseFloat(early));
    const last = await ask(running, 'poweroff');
    expect(last.facts[0]?.type).toBe('poweroff');
    expect(last.complete).toBe(false);
    expect(await running.ended).toEqual({ reason: 'halted' });
    expect((await running.lines.next()).done).toBe(true);
  });

  test('is found where it is shipped, and every device in it is explained', async () => {
    guest = await startEmbedded({ read: readBinary, pathOf: sourceOf }, { memoryMiB: 16 });
    const { report } = await readAnswer(guest);
    for (const locale of LOCALES) {
      const page = await knowledge(locale).labGuest();
      const explained = report.pci.map((device) => explainDevice(device, page));
      expect(explained.map(({ id }) => id)).toEqual(['8086:1237', '8086:7000', '10ec:8029', '1234:1111', '8086:7010']);
      expect(explained.map(({ known }) => known?.boundary)).toEqual(explained.map(() => 'emulated'));
      for (const { known } of explained) for (const source of known?.sources ?? []) expect(page.sources[source]?.url, source).toMatch(/^https:/);
      expect(page.signatures.find(({ signature }) => signature === report.cpu?.signature)?.text).toContain('v86');
      const unknown = { type: 'pci', at: '00:02.0', vendor: 0xffe, device: 1 } as const;
      expect(explainDevice({ ...unknown, class: 0x010802 }, page)).toMatchObject({ id: '0ffe:0001', name: expect.stringContaining('NVMe'), known: undefined });
      expect(explainDevice({ ...unknown, class: 0xff0000 }, page).name).toBeUndefined();
    }
  });

  test('each start has a boot id of its own', async () => {
    const ids = await Promise.all([boot(), boot()].map(async (each) => (await readAnswer(each).finally(each.stop)).report.kernel?.boot));
    expect(new Set(ids).size).toBe(2);
  });

  test('the plug can be pulled, and what is no machine says so', async () => {
    const running = boot();
    await running.lines.next();
    running.stop();
    expect(await running.ended).toEqual({ reason: 'stopped' });
    expect(await boot({ wasm: new Uint8Array([1, 2, 3]) }).ended).toMatchObject({ reason: 'failed', message: expect.stringContaining('WebAssembly') });
    expect(await boot({ kernel: new Uint8Array(64), limits: { start: 300 } }).ended).toEqual({ reason: 'start' });
    expect(() => boot({ memoryMiB: 3 })).toThrow(RangeError);
    expect(() => boot({ memoryMiB: 16.5 })).toThrow(RangeError);
  });
});

describe.runIf(process.platform === 'linux')('its process', () => {
  test('runs in a process of its own: when that dies, it has failed, and nobody else', async () => {
    const before = new Set(workers());
    const running = boot();
    await readAnswer(running);
    const [own = 0, ...others] = workers().filter((pid) => !before.has(pid));
    expect(others).toEqual([]);
    process.kill(own, 'SIGTRAP');
    expect(await running.ended).toMatchObject({ reason: 'failed' });
  });

  test('dies with the one that started it', async () => {
    const script = `
      import { readFileSync } from 'node:fs';
      import { readAnswer, startGuest } from '${join(ROOT, 'src/lab/guest.ts')}';
      import { openNodeChannel } from '${join(ROOT, 'src/lab/node/channel.ts')}';
      const wasm = readFileSync('${binaryOf('wasm/v86.wasm')}'), kernel = readFileSync('${KERNEL}');
      await readAnswer(startGuest({ wasm, kernel, memoryMiB: 16 }, openNodeChannel('${sourceOf('node/lab/node/worker.mjs')}')));
      console.log('up');`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((up) => parent.stdout.once('data', up));
    const machines = workers(parent.pid);
    expect(machines).toHaveLength(1);
    parent.kill('SIGKILL');
    expect(await until(() => machines.every((pid) => !processes().includes(pid) || isZombie(pid)))).toBe(true);
  });
});

describe('its binary', () => {
  test('is what the sources say, and small', (context) => {
    expect(kernel.length).toBeLessThan(16_384);
    const tools = guestTools();
    if (!tools) return context.skip('no gcc here');
    const folder = mkdtempSync(join(tmpdir(), 'virtlens-guest-'));
    try {
      const built = join(folder, 'kernel.elf');
      buildGuest(built);
      // Another compiler gives other bytes; that it compiles without a warning is all that can be asked then.
      if (tools === builtWith()) expect(readFileSync(built).equals(kernel)).toBe(true);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('starts in QEMU as well', async (context) => {
    const qemu = ['qemu-system-i386', 'qemu-system-x86_64'].find((name) => {
      try {
        return execFileSync(name, ['--version'], { stdio: 'pipe', timeout: 5000 });
      } catch {
        return false;
      }
    });
    if (!qemu) return context.skip('no QEMU here');
    const args = '-M pc,accel=tcg -m 32 -nodefaults -display none -no-reboot -serial stdio -kernel'.split(' ');
    const machine = spawn(qemu, [...args, KERNEL], { stdio: ['pipe', 'pipe', 'ignore'], timeout: 15_000 });
    let printed = '';
    machine.stdout.on('data', (data: Buffer) => {
      printed += data;
      if (printed.endsWith('{"type":"ready"}\r\n')) machine.stdin.end('poweroff\n');
    });
    expect(await new Promise((resolve) => machine.on('exit', resolve))).toBe(0);
    const report = summarize(
      printed
        .split('\r\n')
        .flatMap((line) => readLine(line))
        .flatMap((line) => (line.kind === 'fact' ? [line.fact] : [])),
    );
    expect(report.cpu).toMatchObject({ hypervisor: true, signature: 'TCGTCGTCGTCG', ring: 0 });
    expect(report.pci.length).toBeGreaterThan(2);
  });
});
