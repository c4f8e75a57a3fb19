import { mkdirSync, readFileSync } from 'node:fs';
import { release, type } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LXC_USER, lxcConfig } from '../../src/lab/lxc.ts';
import { compare, relations } from '../../src/lab/compare.ts';
import { hostFacts } from '../../src/lab-node/host.ts';
import { toolFinder } from '../../src/lab-node/tools.ts';
import { knowledge } from '../support/knowledge.ts';
import { type Den, makeDen } from '../support/lab.ts';

const LIMITS = { probe: 2_000, slow: 2_000, costs: 2_000, rung: 5_000, after: 1_000 };
const OK = 'echo probe=1; echo os=x; echo end=1; read -r end || true';

/** The rungs as they are in the knowledge, with programs that only note what they are asked. */
describe.runIf(process.platform === 'linux')('engines that are not here', () => {
  let den: Den;
  beforeEach(() => {
    den = makeDen();
  });
  afterEach(() => den.close());

  const climb = async (rung: string, tools: Readonly<Record<string, string>>) => {
    const runner = await den.runner({ tools, limits: LIMITS });
    const { rungs } = await runner.run({ rungs: [rung], repeat: 1 });
    expect(den.folders()).toEqual([]);
    return rungs.find(({ id }) => id === rung);
  };
  const log = () => readFileSync(join(den.path, 'log'), 'utf8');

  test('LXC is handed a configuration of our own, in a folder of our own, behind empty cgroups', async () => {
    const note = `echo "$@" >>${den.path}/log; for arg; do case $arg in --rcfile=*) cat "\${arg#*=}" >>${den.path}/log ;; esac; done`;
    const tools = { unshare: den.program('unshare', `${note}; ${OK}`), 'lxc-start': den.program('lxc-start', 'exit 9') };
    expect(await climb('lxc', tools)).toMatchObject({ available: true, facts: { os: 'x' } });
    expect(log()).toMatch(
      /^--user --map-root-user --mount .*\/alone\.sh .*unshare --user --map-user=1000 --map-group=1000 -- .*lxc-start --lxcpath=(\S+\/lxc) /,
    );
    expect(log()).toMatch(/--rcfile=(\S+\/lxc)\/config --name=\S+ --foreground -- \/bin\/sh \/probe\.sh\n/);
    expect(log()).toMatch(/\nlxc\.rootfs\.path = dir:\S+\/root\n/);
    expect(log()).toMatch(/\nlxc\.idmap = u 0 1000 1\nlxc\.idmap = g 0 1000 1\n/);
  });

  test('Podman that may not raise a limit is asked again with lower ones; its client’s memory is not taken for the container’s', async () => {
    const script = `echo "$@" >>${den.path}/log
case "$*" in
  image*) echo docker.io/library/busybox:latest ;;
  *--ulimit=nofile=1024:2048*) ${OK} ;;
  run*) echo 'error setting rlimit type 7: operation not permitted: OCI permission denied' >&2; exit 126 ;;
esac`;
    const result = await climb('podman', { podman: den.program('podman', script) });
    expect(result).toMatchObject({ available: true, facts: { os: 'x' } });
    expect(result?.memory).toBeUndefined();
    expect(log().match(/^\w+/gm)).toEqual(['image', 'run', 'rm', 'run', 'rm', 'run', 'rm']);
  });

  describe('on Windows, as far as it can be played here', () => {
    const real = process.platform;
    const play = (platform: string) => Object.defineProperty(process, 'platform', { value: platform });
    beforeEach(() => play('win32'));
    afterEach(() => play(real));

    /** Does with its arguments what wsl.exe is documented to do. */
    const WSL = `echo "utf8=$WSL_UTF8 $@" >>$0.log
[ "$1" = --cd ] || exit 1
cd "$2" || exit 1
[ "$3" = --exec ] || exit 1
shift 3
exec "$@"`;

    test('the probe runs in the default distribution, bounded there; the host’s facts are Node’s', async () => {
      const wsl = den.program('wsl', WSL);
      const runner = await den.runner({ tools: { wsl }, limits: LIMITS });
      const { rungs } = await runner.run({ rungs: ['wsl2'], repeat: 2 });
      expect(rungs.map(({ id, available }) => [id, available])).toEqual([
        ['host', true],
        ['wsl2', true],
      ]);
      expect(rungs[0]).toMatchObject({ command: [], facts: { 'uname.system': type(), 'uname.release': release() } });
      expect(rungs[1]).toMatchObject({ startup: { n: expect.any(Number) }, facts: { 'uname.system': 'Linux', boot_id: expect.stringMatching(/-/) } });
      expect(readFileSync(`${wsl}.log`, 'utf8')).toMatch(/^utf8=1 --cd \S+\/copy --exec \/usr\/bin\/timeout 25 \/bin\/sh probe\.sh\n/);
      expect(den.folders()).toEqual([]);
    });

    test('without a distribution it says so, in whatever language wsl.exe speaks, and wherever it speaks', async () => {
      const wsl = den.program('wsl', 'echo ディストリビューションがない; echo Error code: Wsl/Service/WSL_E_DEFAULT_DISTRO_NOT_FOUND; exit 255');
      const result = await climb('wsl2', { wsl });
      expect(result).toMatchObject({ available: false, reason: { id: 'wsl-empty', detail: 'Error code: Wsl/Service/WSL_E_DEFAULT_DISTRO_NOT_FOUND' } });
    });
  });
});

test('on Windows programs are found by their names without .exe, and nothing that needs a shell', () => {
  const den = makeDen();
  try {
    const folder = join(den.path, 'bin');
    mkdirSync(folder);
    const wsl = den.program('bin/wsl.exe', '');
    den.program('bin/docker', '');
    den.program('bin/docker.cmd', '');
    const find = toolFinder({ qemu: join(folder, 'docker') }, folder, 'win32');
    expect([find('wsl'), find('docker'), find('qemu')]).toEqual([wsl, undefined, join(folder, 'docker')]);
    expect(toolFinder({}, folder, 'linux')('docker')).toBe(join(folder, 'docker'));
  } finally {
    den.close();
  }
});

describe('a host that is not Linux', async () => {
  const lab = await knowledge().lab();
  const { technologies } = await knowledge().technologies();
  const host = hostFacts(
    {
      type: () => 'Windows_NT',
      release: () => '10.0.26100',
      version: () => 'Windows 11 Pro',
      hostname: () => 'PC\u001b[1m',
      uptime: () => 12.3,
      totalmem: () => 2 ** 34,
      cpus: () => [],
      networkInterfaces: () => ({ Ethernet: [] }),
    },
    new Date('2026-11-24T01:02:03.456Z'),
  );
  const verdict = (id: string, inside: Readonly<Record<string, string>>) => {
    const rung = lab.rungs.find((each) => each.id === id);
    if (!rung) throw new Error(id);
    const technology = technologies.find((each) => each.id === rung.technology);
    return compare(rung, host, inside, lab.measures, technology).find(({ layer }) => layer === 'kernel');
  };
  const linux = { 'uname.system': 'Linux', 'uname.version': '#1 SMP', boot_id: 'b' };

  test('says what Node knows, in the probe’s words', () => {
    expect(host).toMatchObject({ 'uname.system': 'Windows_NT', os: 'Windows 11 Pro', memory: '16777216', clock: '2026-11-24T01:02:03Z', hostname: 'PC [1m' });
    expect(host).not.toHaveProperty('cpu');
    expect(host).not.toHaveProperty('boot_id');
  });

  test('WSL 2 has a kernel of its own; WSL 1, which the release tells, translates and is not what the lesson is about', () => {
    const wsl2 = { ...linux, 'uname.release': '6.6.87.2-microsoft-standard-WSL2' };
    expect(relations(host, wsl2).kernel).toBe('differs');
    expect(verdict('wsl2', wsl2)).toMatchObject({ measure: 'kernel-other-system', says: 'agrees' });
    const wsl1 = { ...linux, 'uname.release': '4.4.0-22621-Microsoft' };
    expect(verdict('wsl2', wsl1)).toMatchObject({ measure: 'kernel-wsl1', says: 'contradicts', why: expect.stringMatching(/WSL 1/) });
  });

  test('an engine’s virtual machine is named where the lesson says the host’s kernel', () => {
    expect(verdict('docker', { ...linux, 'uname.release': '6.12' })).toMatchObject({ says: 'contradicts', why: expect.stringMatching(/virtual machine/) });
  });
});

test('the configuration of an LXC container: nothing of the network, nothing written, the user that unshare makes', async () => {
  const config = lxcConfig('/tmp/a b/root', '/tmp/m', 'lab').split('\n');
  expect(config).toEqual(
    expect.arrayContaining([
      'lxc.rootfs.path = dir:/tmp/a b/root',
      'lxc.rootfs.options = ro',
      'lxc.net.0.type = empty',
      `lxc.idmap = u 0 ${LXC_USER} 1`,
      `lxc.idmap = g 0 ${LXC_USER} 1`,
    ]),
  );
  expect(() => lxcConfig('/tmp/x\nlxc.hook.start = /evil', '/m', 'lab')).toThrow(/line break/);
});
