import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, relative, sep } from 'node:path';
import { Failure, root } from './base.mjs';

const leftOut = new Set(['.git', '.vscode-test', 'coverage', 'dist', 'node_modules']);

/** A copy of the repository to make a production build in, so that the development build in dist/ stays as it is. */
export interface Staging {
  readonly folder: string;
  /** Runs a script of package.json in the copy; throws a Failure with its messages. @returns its output */
  npmRun(script: string): string;
  remove(): void;
}

export function createStaging(): Staging {
  const folder = mkdtempSync(join(tmpdir(), 'virtlens-staging-'));
  const modules = join(root, 'node_modules');
  cpSync(root, folder, { recursive: true, filter: (path) => !leftOut.has(relative(root, path).split(sep)[0] ?? '') });
  symlinkSync(modules, join(folder, 'node_modules'), 'junction');
  return {
    folder,
    npmRun: (script) => {
      const { status, stdout, stderr, error } = spawnSync('npm', ['run', '--silent', script], {
        cwd: folder,
        encoding: 'utf8',
        shell: process.platform === 'win32',
        env: { ...process.env, PATH: join(modules, '.bin') + delimiter + process.env.PATH },
      });
      if (status !== 0) throw new Failure(`npm run ${script} failed.\n${error?.message ?? `${stdout}${stderr}`.trim()}`);
      return stdout;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The VSIX that `npm run package` makes in a staging copy. */
export function packVsix(staging: Staging): string {
  staging.npmRun('package');
  const vsix = join(staging.folder, 'dist', 'virtlens.vsix');
  if (!existsSync(vsix)) throw new Failure('npm run package made no dist/virtlens.vsix.');
  return vsix;
}
