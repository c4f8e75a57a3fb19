import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../bed/base.mjs';
import { createStaging, type Staging } from '../bed/staging.ts';

let staging: Staging | undefined;

/** A copy of the repository with the production build in it, made once; dist/ of the repository keeps its development build. */
export function product(): Staging {
  if (!staging) {
    const made = createStaging();
    process.once('exit', () => made.remove());
    made.npmRun('vscode:prepublish');
    staging = made;
  }
  return staging;
}

/** A folder with the host tests' files to open in VS Code; removed when the process ends. */
export function workspace(): string {
  const folder = mkdtempSync(join(tmpdir(), 'virtlens-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(root, 'test/host/workspace'), folder, { recursive: true });
  return folder;
}
