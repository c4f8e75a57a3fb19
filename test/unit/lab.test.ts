import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { type Outcome, classify } from '../../src/lab/classify.ts';
import { cpio } from '../../src/lab/cpio.ts';
import { guestFacts } from '../../src/lab/guest-facts.ts';
import { parseImages } from '../../src/lab/images.ts';
import { countsOf, defaultCounts, extrapolate, hasDensity } from '../../src/lab/density.ts';
import { embeddedRung } from '../../src/lab/embedded.ts';
import { recordedFor } from '../../src/lab/recorded.ts';
import { explain, plan, preview, previewTogether, quoted } from '../../src/lab/plan.ts';
import { FACTS, parseProbe } from '../../src/lab/probe.ts';
import { startupOf } from '../../src/lab/startup.ts';
import { knowledge } from '../support/knowledge.ts';

const lab = await knowledge().lab();

describe('the output of the probe', () => {
  test('known keys are taken, the first of each, cut and cleaned', () => {
    const { facts, complete } = parseProbe('noise=1\nprobe=1\nos=Debian\u001b[31m 12\nos=again\nunheard=of\nlibc=\nhostname= a\tb \nend=1\n');
    expect(facts).toEqual({ os: 'Debian [31m 12', hostname: 'a b' });
    expect(complete).toBe(true);
    expect(parseProbe(`probe=1\nos=${'x'.repeat(999)}\nend=1`).facts.os).toHaveLength(200);
  });

  test('without its first and last word it is not our probe', () => {
    expect(parseProbe('os=Debian\nend=1').complete).toBe(false);
    expect(parseProbe('probe=1\nos=Debian\n').complete).toBe(false);
  });

  test('no text makes it throw or take what is not a fact', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom('probe=1', 'end=1', '__proto__=x', 'os=\u2028x', 'ns.pid=\0')), { maxLength: 20 }),
        (lines) => {
          for (const [key, value] of Object.entries(parseProbe(lines.join('\n')).facts)) {
            expect(FACTS).toContain(key);
            expect(value).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
          }
        },
      ),
    );
  });

  test('a guest’s report gives the same facts; garbage gives none', () => {
    const lines = [
      '{"type":"kernel","name":"VirtLens","release":"1.0.0","machine":"i686","boot":"b"}',
      '{"type":"cpu","vendor":"x","brand":"","signature":"TCGTCGTCGTCG"}',
      '{"type":"memory","base":"0x0","length":"0x100000","usable":true}',
      '{"type":"pci","at":"00:00.0"}',
      '{"type":"ready"}',
    ];
    expect(guestFacts(lines)).toEqual({
      complete: true,
      facts: {
        'uname.system': 'VirtLens',
        'uname.release': '1.0.0',
        boot_id: 'b',
        cpu: 'x',
        'cpu.signature': 'TCGTCGTCGTCG',
        memory: '1024',
        pci: '1',
        processes: '0',
      },
    });
    expect(guestFacts(lines.slice(0, 4)).complete).toBe(false);
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string(),
            fc.json().map((json) => `{"type":"cpu","brand":${json}}`),
          ),
        ),
        (any) => void guestFacts(any),
      ),
    );
  });
});

describe('why a rung did not run', () => {
  const outcome = (given: Partial<Outcome>): Outcome => ({ end: 'exit', code: '1', stdout: '', stderr: '', ...given });
  const reason = (rung: string, given: Partial<Outcome>) => classify(rung, outcome(given), lab.failures).id;
  test.each([
    [
      'namespaces',
      { stderr: 'unshare: unshare failed: Operation not permitted', signs: { 'sysctl:kernel/unprivileged_userns_clone': '0', root: 'false' } },
      'userns-sysctl',
    ],
    [
      'bubblewrap',
      { stderr: 'bwrap: setting up uid map: Permission denied', signs: { 'sysctl:kernel/apparmor_restrict_unprivileged_userns': '1', root: 'false' } },
      'userns-apparmor',
    ],
    ['namespaces', { stderr: 'unshare: unshare failed: No space left on device' }, 'userns-limit'],
    ['bubblewrap', { stderr: 'bwrap: Creating new namespace failed: nesting depth or /proc/sys/user/max_*_namespaces exceeded (ENOSPC)' }, 'userns-limit'],
    ['lxc', { stderr: 'lxc-start: No space left on device - Failed to clone a new set of namespaces' }, 'userns-limit'],
    ['runc', { stderr: 'write /tmp/state/x/state.json: no space left on device' }, 'unknown'],
    [
      'bubblewrap',
      { stderr: 'bwrap: No permissions to create a new namespace, likely because …', signs: { 'sysctl:kernel/unprivileged_userns_clone': '0', root: 'false' } },
      'userns-sysctl',
    ],
    ['crun', { stderr: 'setrlimit `RLIMIT_MEMLOCK`: Operation not permitted', signs: { seccomp: '2', root: 'true' } }, 'rlimit'],
    ['docker', { stderr: "/bin/sh: can't open '/probe.sh': Permission denied", signs: { selinux: '1' } }, 'selinux'],
    ['docker', { stderr: "/bin/sh: can't open '/probe.sh': Permission denied" }, 'probe-unreadable'],
    ['qemu-linux', { end: 'error' as const, stderr: "EACCES: permission denied, copyfile '/usr/bin/mount'" }, 'vanished'],
    ['namespaces', { stderr: 'unshare: unshare failed: Operation not permitted', signs: { seccomp: '2', root: 'true' } }, 'userns-seccomp'],
    ['namespaces', { stderr: 'unshare: unshare failed: Operation not permitted', signs: { seccomp: '0', root: 'false' } }, 'not-permitted'],
    ['crun', { stderr: '2026-11-24 `cgroups in hybrid mode not supported, drop all controllers from cgroupv2`' }, 'cgroup-hybrid'],
    ['docker', { stderr: 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?' }, 'no-daemon'],
    ['docker', { stderr: 'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock' }, 'needs-root'],
    ['podman', { stderr: 'Error: error setting rlimit type 7: operation not permitted' }, 'rlimit'],
    [
      'podman',
      {
        stderr:
          'Error: runc: runc create failed: error setting rlimits for ready process: error setting rlimit type 7: operation not permitted: OCI permission denied',
      },
      'rlimit',
    ],
    ['nspawn', { stderr: 'Need to be root.' }, 'needs-root'],
    ['qemu-kvm', { end: 'timeout' as const, signs: { kvm: 'usable' } }, 'kvm-hangs'],
    ['qemu-kvm', { stderr: 'Could not access KVM kernel module: Permission denied', signs: { kvm: 'denied' } }, 'kvm-denied'],
    ['qemu-kvm', { end: 'missing' as const, stderr: 'no kernel file', signs: { kvm: 'usable' } }, 'no-kernel'],
    ['qemu-linux', { end: 'error' as const, stderr: 'EACCES: /boot/vmlinuz-6.8.0-generic' }, 'kernel-unreadable'],
    ['qemu-linux', { end: 'missing' as const, code: '' }, 'no-linux-kernel'],
    ['qemu-tcg', { end: 'timeout' as const }, 'timeout'],
    ['runc', { end: 'error' as const, stderr: "ENOSPC: no space left on device, copyfile '/bin/sh'" }, 'disk-full'],
    ['host', { end: 'flood' as const }, 'flood'],
    ['host', { end: 'crowd' as const }, 'crowd'],
    ['namespaces', { code: '1', stderr: 'unshare: fork failed: Resource temporarily unavailable' }, 'no-fork'],
    ['host', { code: '2', stderr: '/usr/bin/probe.sh: 3: Cannot fork' }, 'no-fork'],
    ['docker', { code: '1', stderr: 'dial unix /var/run/docker.sock: connect: resource temporarily unavailable' }, 'unknown'],
    ['host', { code: '0' }, 'no-report'],
    ['host', { code: '7' }, 'unknown'],
  ])('%s: %o', (rung, given, expected) => {
    expect(reason(rung, given)).toBe(expected);
  });

  test('the program’s last line comes with it, as plain text', () => {
    expect(classify('host', outcome({ stderr: 'one\n\u001b[1mtwo\u0007\n\n' }), lab.failures).detail).toBe('[1mtwo');
  });
});

describe('commands', () => {
  test('are lists: places are filled in, nothing is split or quoted', () => {
    const steps = [
      { tool: 'unshare', args: ['--user', '--'] },
      { inside: '/bin/sh', args: ['{root}', 'a {name}'] },
    ];
    const places = { root: '/tmp/a b; rm -rf $HOME', name: '{root}' };
    expect(plan(steps, { unshare: '/usr/bin/unshare' }, places)).toEqual({
      argv: ['/usr/bin/unshare', '--user', '--', '/bin/sh', '/tmp/a b; rm -rf $HOME', 'a {root}'],
    });
    expect(plan(steps, {}, places)).toEqual({ missing: 'unshare' });
  });

  test.each(['en', 'ja'] as const)('every program, flag and place of every rung is explained (%s)', async (locale) => {
    const localized = await knowledge(locale).lab();
    for (const rung of localized.rungs) {
      for (const { command, after = [] } of rung.attempts) {
        for (const steps of [[...localized.guards, ...command], ...after]) {
          for (const { text, meaning } of explain(steps, localized)) if (/^-|\{/.test(text)) expect(meaning, `${rung.id} ${text}`).toBeTruthy();
        }
      }
    }
  });

  test('the preview names places and leaves out guards that are not there', () => {
    const chroot = lab.rungs.find(({ id }) => id === 'chroot');
    if (!chroot) throw new Error('no chroot');
    const { before, attempts, after } = preview(chroot, lab, () => true);
    const [all = []] = attempts;
    expect(before.join(' ')).toContain('ld.so --list');
    expect(after).toEqual([]);
    expect(all.map(({ text }) => text).join(' ')).toMatch(/^setpriv --pdeathsig KILL -- prlimit .* unshare --user .* sh \{enter\} \{root\}$/);
    expect(all.find(({ text }) => text === '{root}')?.meaning).toMatch(/temporary folder/);
    expect(preview(chroot, lab, (tool) => tool !== 'setpriv' && tool !== 'prlimit').attempts[0]?.[0]?.text).toBe('unshare');
  });

  test('the preview tells all that is started: an engine’s list of images before, its removal once afterwards, many machines in a program', () => {
    const rung = (id: string) => lab.rungs.find((each) => each.id === id) ?? expect.fail(id);
    const { before, after } = preview(rung('podman'), lab, () => true);
    expect(before.join()).toContain('`podman image ls --format');
    expect(after.map((words) => words.map(({ text }) => text).join(' '))).toEqual(['podman rm --force {name}']);
    const [together = []] = previewTogether(rung('embedded'), lab, () => true).attempts;
    expect(together.map(({ text }) => text).join(' ')).toBe('setpriv --pdeathsig KILL -- editor {machines} {worker} {wasm} {kernel} {count}');
    expect(previewTogether(rung('chroot'), lab, () => true).attempts).toEqual([]);
  });

  test('each preparation that starts a program is told of, in each language', async () => {
    for (const locale of ['en', 'ja'] as const) {
      const { preparations } = await knowledge(locale).lab();
      for (const each of ['root', 'image'] as const) expect(preparations[each]).toMatch(/`[^`]*(?:--list|image ls)/);
    }
  });

  test('a command to copy is quoted', () => {
    expect(quoted(['/bin/sh', '--a=b', 'a b', "it's; $(x)", ''])).toBe("/bin/sh --a=b 'a b' 'it'\\''s; $(x)' ''");
  });

  test('none needs root, downloads, reaches a network or is read by a shell', () => {
    for (const { attempts } of lab.rungs) {
      for (const { command } of attempts) {
        const args = command.flatMap((step) => step.args);
        expect(args).not.toContain('-c');
        expect(command.some((step) => 'tool' in step && /^(sudo|doas|pkexec|su)$/.test(step.tool))).toBe(false);
        if (args.includes('--rm')) expect(args).toEqual(expect.arrayContaining(['--pull=never', '--network=none', '--read-only']));
        if (args.includes('-kernel')) expect(args.join(' ')).toContain('-nic none');
      }
    }
  });

  test('only a base image we know is run, and nothing that only looks like a name', () => {
    expect(parseImages('me/app:1\n<none>:<none>\ndocker.io/library/alpine:3\nbusybox:latest\n')).toBe('busybox:latest');
    expect(parseImages('docker.io/library/alpine:3')).toBe('docker.io/library/alpine:3');
    expect(parseImages('evil/busybox:1\n--privileged:1\nbusybox:1;x\nmyalpine:1')).toBeUndefined();
  });
});

test('the embedded machine is read until its report is complete, and stopped', async () => {
  const said: string[] = [];
  const guest = (texts: readonly string[]) => ({
    lines: (async function* () {
      for (const [at, text] of texts.entries()) yield { text, at: at + 5 };
    })(),
    send: (command: string) => void said.push(command),
    stop: () => void said.push('stopped'),
  });
  const rung = embeddedRung(async () => guest(['{"type":"kernel"}', '{"type":"ready"}', 'late']));
  expect(await rung.boot(new AbortController().signal)).toEqual({ lines: ['{"type":"kernel"}', '{"type":"ready"}'], firstMs: 5 });
  expect(said).toEqual(['poweroff', 'stopped']);
  expect(await embeddedRung(async () => guest(['x'])).boot(AbortSignal.abort())).toEqual({ lines: [], firstMs: 0 });
  expect(said.at(-1)).toBe('stopped');
});

test('the latest recording of a rung that ran is shown, with its machine’s host', () => {
  const machine = { system: 'linux', release: '6', architecture: 'x64', cpu: 'x', cores: 1, memoryMiB: 1, root: false };
  const result = (id: string, available: boolean) => ({ id, available, command: [], facts: { os: id } });
  const report = (date: string, available: boolean) => ({ version: 1 as const, date, machine, rungs: [result('host', true), result('runc', available)] });
  const reports = [report('2026-01', true), report('2026-02', true), report('2026-03', false)];
  expect(recordedFor('runc', reports)).toMatchObject({ date: '2026-02', result: { id: 'runc' }, host: { facts: { os: 'host' } } });
  expect(recordedFor('docker', reports)).toBeUndefined();
});

test('an archive for the kernel: newc headers, names and contents on fours, the same bytes each time', () => {
  const entries = [
    { path: 'dev', kind: 'folder' as const },
    { path: 'dev/console', kind: 'device' as const, major: 5, minor: 1 },
    { path: 'é', kind: 'file' as const, data: Uint8Array.of(104, 105), executable: true },
    { path: 'l', kind: 'link' as const, target: 'é' },
  ];
  const bytes = Buffer.from(cpio(entries));
  const read: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    expect(bytes.toString('latin1', at, at + 6)).toBe('070701');
    const field = (index: number) => Number.parseInt(bytes.toString('latin1', at + 6 + 8 * index, at + 14 + 8 * index), 16);
    const [size, length] = [field(6), field(11)];
    const data = Math.ceil((at + 110 + length) / 4) * 4;
    read.push(
      `${bytes.toString('utf8', at + 110, at + 109 + length)} ${field(1).toString(8)} ${field(9)}:${field(10)} ${bytes.toString('utf8', data, data + size)}`,
    );
    at = Math.ceil((data + size) / 4) * 4;
  }
  expect(read).toEqual(['dev 40755 0:0 ', 'dev/console 20666 5:1 ', 'é 100755 0:0 hi', 'l 120777 0:0 é', 'TRAILER!!! 0 0:0 ']);
  expect(Buffer.from(cpio(entries)).equals(bytes)).toBe(true);
});

test('density is drawn on from the measured points: what all share counts once', () => {
  const point = (instances: number, pss: number) => ({ instances, pss, rss: pss, available: 0, readyMs: 1 });
  expect(extrapolate([point(11, 1_110), point(1, 110)], 1_010)).toEqual({ perInstance: 100, fits: 10 });
  expect(extrapolate([point(2, 200)], 1_000)).toEqual({ perInstance: 100, fits: 10 });
  expect(extrapolate([], 1_000)).toBeUndefined();
  expect(extrapolate([point(1, 0)], 1_000)).toBeUndefined();
  expect(lab.rungs.filter((rung) => !hasDensity(rung, 'linux')).map(({ id }) => id)).toEqual([
    'docker',
    'podman',
    'nerdctl',
    'qemu-hvf',
    'qemu-whpx',
    'freebsd-jail',
    'wsl2',
    'apple-container',
  ]);
  for (const system of ['win32', 'darwin']) expect(lab.rungs.filter((rung) => hasDensity(rung, system)).map(({ id }) => id)).toEqual(['embedded']);
  const process = { id: 'x', prepare: [], attempts: [{ command: [] }], systems: ['linux'] };
  const machine = { ...process, prepare: ['kernel' as const] };
  expect(countsOf([50, 1, 1, -1, 0.5, 10, 1e9, Number.NaN], process)).toEqual([1, 10, 50]);
  expect(countsOf([50, 4, 16], machine)).toEqual([4, 16]);
  expect([process, machine, { ...process, id: 'embedded' }].map((rung) => defaultCounts(rung).at(-1))).toEqual([50, 4, 4]);
});

test('start-up times are a median with its range', () => {
  expect(startupOf([3, 1, Number.NaN, 2])).toEqual({ median: 2, min: 1, max: 3, n: 3 });
  expect(startupOf([1, 2])).toEqual({ median: 1.5, min: 1, max: 2, n: 2 });
  expect(startupOf([])).toBeUndefined();
});
