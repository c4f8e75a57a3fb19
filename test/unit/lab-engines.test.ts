import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LXC_USER, lxcConfig } from '../../src/lab/lxc.ts';
import { type Den, makeDen } from '../support/lab.ts';

const LIMITS = { probe: 2_000, slow: 2_000, rung: 5_000, after: 1_000 };
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
    expect(log().match(/^\w+/gm)).toEqual(['image', 'run', 'rm', 'run', 'rm']);
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
