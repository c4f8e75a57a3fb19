// `npm run test:vsix`: what a user gets. Packs the VSIX, installs it into a fresh VS Code and hovers by mouse.
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix, relative, sep } from 'node:path';
import { openFile } from './actions.ts';
import { Failure, root, runMain } from './base.mjs';
import { launch, newPage } from './browser.ts';
import { ensureServer } from './install.ts';
import { extensionKnown, firstHover } from './ready.ts';
import { startServer } from './server.ts';
import { createStaging, packVsix } from './staging.ts';

/** The first 1.5 MB held Dockerfiles alone; every format brings its notes in two languages, Ruby and bash a grammar. */
const LIMIT = 3_000_000;
const UNWANTED = /^(src|test|node_modules)\/|\.map$|\.ts$|package-lock\.json$|media\/screenshots\//;
const WANTED = ['package.json', 'package.nls.json', 'package.nls.ja.json', 'dist/node/extension.js', 'dist/browser/extension.js', 'dist/page/page.js'];
const deadline = 60_000;

const temporary = mkdtempSync(join(tmpdir(), 'virtlens-vsix-'));
const data = join(temporary, 'data');
const vsix = join(root, 'dist', 'virtlens.vsix');

await runMain(async () => {
  const results: boolean[] = [];
  const check = async (title: string, run: () => void | Promise<void>) => {
    try {
      await run();
      console.log(`✓ ${title}`);
      results.push(true);
    } catch (error) {
      console.error(`✗ ${title}\n  ${error instanceof Error ? error.message : error}`);
      results.push(false);
    }
  };
  try {
    await check('packs a VSIX', pack);
    if (results.every(Boolean)) {
      await check(`is at most ${LIMIT / 1_000_000} MB`, isSmall);
      await check('installs from the command line', install);
      await check('contains what it needs and no more', containsOnlyProduct);
      await check('answers a hover where it is installed', answersHover);
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
  const failed = results.filter((passed) => !passed).length;
  console.log(`vsix: ${results.length - failed} passed, ${failed} failed`);
  console.log(`${results.length - failed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
});

/** From a copy of the repository: dist/ keeps its development build, and gets the VSIX beside it. */
function pack(): void {
  const staging = createStaging();
  try {
    mkdirSync(join(root, 'dist'), { recursive: true });
    copyFileSync(packVsix(staging), vsix);
  } finally {
    staging.remove();
  }
}

function isSmall(): void {
  const { size } = statSync(vsix);
  if (size > LIMIT) throw new Failure(`it has ${size} bytes`);
}

async function install(): Promise<void> {
  const entry = await ensureServer();
  const output = execFileSync(process.execPath, [entry, '--install-extension', vsix, '--server-data-dir', data, '--accept-server-license-terms'], {
    encoding: 'utf8',
    stdio: 'pipe',
  });
  if (!output.includes('was successfully installed')) throw new Failure(output);
}

/** What VS Code has unpacked is what the VSIX holds. */
function containsOnlyProduct(): void {
  const extensions = join(data, 'extensions');
  const [name] = readdirSync(extensions).filter((each) => each.startsWith('virtlens.virtlens-'));
  if (!name) throw new Failure('VS Code has not unpacked it');
  const folder = join(extensions, name);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  const unwanted = files.filter((file) => UNWANTED.test(file));
  if (unwanted.length > 0) throw new Failure(`unwanted: ${unwanted.join(', ')}`);
  const { main, browser, icon } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const missing = [...WANTED, posix.normalize(main), posix.normalize(browser), posix.normalize(icon)].filter((file) => !files.includes(file));
  if (missing.length > 0) throw new Failure(`missing: ${missing.join(', ')}`);
}

async function answersHover(): Promise<void> {
  const folder = join(temporary, 'workspace');
  cpSync(join(root, 'test/host/workspace'), folder, { recursive: true });
  const server = await startServer({ dataDir: data });
  try {
    const browser = await launch();
    try {
      const page = await newPage(browser);
      await page.goto(`${server.origin}/?folder=${encodeURIComponent(folder)}`);
      await page.waitForFunction(() => 'driver' in globalThis, undefined, { timeout: deadline });
      await page.evaluate('globalThis.driver.whenWorkbenchRestored()');
      await extensionKnown(page);
      await openFile(page, 'Dockerfile');
      const text = await firstHover(page, 'centos:7');
      if (!text.includes('VirtLens')) throw new Failure(`the hover says: ${text}`);
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}
