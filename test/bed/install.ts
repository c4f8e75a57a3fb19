import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { npm } from './base.mjs';

const version = '4.139.1';

/**
 * Where downloaded tools live: VIRTLENS_CACHE, or the user's cache. Never inside the repository: VS Code takes every
 * theme below the extension under development for its own, the server's built-in ones too, and ignores the setting.
 */
export const cacheDir = resolve(process.env.VIRTLENS_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'virtlens'));

/** Installs VS Code's server (the npm package code-server) once; returns its entry point. */
export async function ensureServer(): Promise<string> {
  const home = join(cacheDir, `code-server-${version}`);
  const vscode = 'node_modules/code-server/lib/vscode';
  if (!existsSync(home)) {
    await mkdir(cacheDir, { recursive: true });
    const draft = await mkdtemp(join(cacheDir, 'installing-'));
    try {
      const title = "Installing VS Code's server";
      await writeFile(join(draft, 'package.json'), '{"private":true}');
      await npm(['install', `code-server@${version}`, '--ignore-scripts'], draft, `${title} (1 of 3)`);
      await npm(['install', '--omit=dev', '--ignore-scripts'], join(draft, vscode), `${title} (2 of 3)`);
      await npm(['install', '--omit=dev', '--ignore-scripts'], join(draft, vscode, 'extensions'), `${title} (3 of 3)`);
      await publish(draft, home);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  }
  return join(home, vscode, 'out/server-main.js');
}

/** Another process may have installed the same meanwhile; then its copy is as good. */
async function publish(draft: string, home: string): Promise<void> {
  try {
    await rename(draft, home);
  } catch (error) {
    if (!existsSync(home)) {
      throw error;
    }
  }
}
