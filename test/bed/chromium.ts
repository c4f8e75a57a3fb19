import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { commonCause, Failure } from './base.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const aptGet = '/usr/bin/apt-get';
const onMac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** The path of a Chromium: VIRTLENS_CHROMIUM or the system's; installed, with a Japanese font, where Debian allows it. */
export function ensureChromium(): string {
  const missing = [...(findChromium() ? [] : ['chromium']), ...(hasJapaneseFont() ? [] : ['fonts-noto-cjk'])];
  if (missing.length > 0 && canInstall()) {
    install(missing);
  }
  const path = findChromium();
  if (!path) {
    throw new Failure('A Chromium browser is needed: install chromium or Chrome, or name one in VIRTLENS_CHROMIUM.');
  }
  return path;
}

function findChromium(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [process.env.VIRTLENS_CHROMIUM, ...candidates, onMac].find((path) => path && existsSync(path));
}

/** Without one, screenshots in Japanese show boxes. Only fontconfig can tell; elsewhere the system brings its own. */
function hasJapaneseFont(): boolean {
  const { stdout, error } = spawnSync('fc-list', [':lang=ja', 'file'], { encoding: 'utf8' });
  return process.platform !== 'linux' || (!error && stdout.trim() !== '');
}

function canInstall(): boolean {
  return process.getuid?.() === 0 && existsSync(aptGet);
}

function install(packages: readonly string[]): void {
  console.log(`Installing ${packages.join(' and ')} …`);
  const lock = ['-o', 'DPkg::Lock::Timeout=300'];
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    const { status, stdout, stderr } = spawnSync(aptGet, [...lock, ...args], {
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      maxBuffer: 64 * 2 ** 20,
    });
    if (status !== 0) {
      console.error(`${stdout}${stderr}`.trim().split('\n').slice(-10).join('\n'));
      const cause = commonCause(`${stdout}${stderr}`.replace('No space left on device', 'ENOSPC'));
      throw new Failure(cause ?? `apt-get ${args[0]} failed; its messages are above.`);
    }
  }
}
