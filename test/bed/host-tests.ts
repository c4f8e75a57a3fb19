// `npm run test:host` and `test:web`: the tests in test/host inside a real VS Code, in either extension host.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { Failure, root, runMain } from './base.mjs';
import { desktopCode } from './desktop.ts';

const hosts = ['node', 'web'];

await runMain(async () => {
  const host = process.argv[2] ?? '';
  if (!hosts.includes(host)) {
    throw new Failure(`Which host? One of: ${hosts.join(', ')}.`);
  }
  const folder = await mkdtemp(join(tmpdir(), 'virtlens-workspace-'));
  try {
    await cp(join(root, 'test/host/workspace'), folder, { recursive: true });
    return await runIn(host, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** Desktop VS Code where there is one; its web worker host differs from the browser's, so `web` is always a browser. */
async function runIn(host: string, folder: string): Promise<number> {
  const launcher = join(root, 'test/bed/launch.mjs');
  const web = host === 'web';
  try {
    return await runTests({
      vscodeExecutablePath: (web ? undefined : desktopCode()) ?? launcher,
      extensionDevelopmentPath: root,
      extensionTestsPath: join(root, 'dist/test/host.js'),
      extensionTestsEnv: { PATH: dirname(process.execPath) + delimiter + process.env.PATH },
      launchArgs: [folder, ...(web ? ['--extensionDevelopmentKind=web'] : [])],
    });
  } catch (error) {
    throw new Failure(`The ${host} host tests failed (${error instanceof Error ? error.message : error}).`);
  }
}
