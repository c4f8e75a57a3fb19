// The second half of `npm start`, under the dependencies' Node: build, then open VS Code with VirtLens in it.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Failure, root, runMain } from './base.mjs';
import { desktopCode } from './desktop.ts';
import { cacheDir } from './install.ts';
import { startServer, workbenchUrl } from './server.ts';

const [port = '', folder = '', browser] = process.argv.slice(2);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => process.exit(0)); // the server ends with this process
}

await runMain(async () => {
  build();
  const superuser = process.getuid?.() === 0; // desktop VS Code refuses to run as root
  const desktop = browser || superuser ? undefined : desktopCode();
  return desktop ? openDesktop(desktop) : serve();
});

function build(): void {
  if (spawnSync(process.execPath, [join(root, 'esbuild.js')], { cwd: root, stdio: 'inherit' }).status !== 0) {
    throw new Failure('The build failed; its messages are above.');
  }
}

function openDesktop(executable: string): number {
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, folder];
  spawn(executable, args, { detached: true, stdio: 'ignore' }).unref();
  console.log('VS Code opens with VirtLens in it. (In a browser instead: npm start -- --browser)');
  return 0;
}

async function serve(): Promise<number> {
  const server = await startServer({ port: Number(port), dataDir: join(cacheDir, `data-${port}`) });
  const url = workbenchUrl({ origin: server.origin, folder, extensionPath: root });
  console.log(`\nVS Code with VirtLens in it (${folder}):\n\n  ${url}\n\nOpen this address in a browser. Ctrl-C ends it.`);
  await server.ended;
  throw new Failure("VS Code's server ended by itself; start again.");
}
