import type { Page } from 'playwright-core';
import { Failure } from './base.mjs';
import { launch, newPage } from './browser.ts';
import { startServer, webWorkerSettings, workbenchUrl } from './server.ts';

const deadline = 300_000;

/** What this set-up always logs: no gallery, no optional native modules, no service worker. */
const knownNoise = /open-vsx|bindings file|native-watchdog|Service Worker|chat|Account|Canceled/;

/** Runs an extension's tests in VS Code's server and Chromium, told by desktop VS Code's arguments; returns their exit code. */
export async function launchTests(args: readonly string[]): Promise<number> {
  const folder = args.find((arg) => !arg.startsWith('-'));
  const extensionPath = flag(args, 'extensionDevelopmentPath');
  const testsPath = flag(args, 'extensionTestsPath');
  if (!folder || !extensionPath || !testsPath) {
    throw new Failure('launch.mjs needs --extensionDevelopmentPath=, --extensionTestsPath= and a folder.');
  }
  const web = flag(args, 'extensionDevelopmentKind') === 'web';
  const server = await startServer({ settings: web ? await webWorkerSettings(extensionPath) : {} });
  try {
    const browser = await launch();
    try {
      const page = await newPage(browser);
      const exitCode = await expectExit(page);
      await page.goto(workbenchUrl({ origin: server.origin, folder, extensionPath, testsPath }));
      return await exitCode.promise;
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

function flag(args: readonly string[], name: string): string | undefined {
  const start = `--${name}=`;
  return args.find((arg) => arg.startsWith(start))?.slice(start.length);
}

/** Prints the lines of the tests as they come; the window's other messages only when something went wrong. */
async function expectExit(page: Page): Promise<{ readonly promise: Promise<number> }> {
  const messages: string[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const timer = setTimeout(() => {
    console.log(messages.join('\n'));
    reject(new Failure(`The host tests did not end within ${deadline / 1000} s; the window's messages are above.`));
  }, deadline);
  const end = (code: number) => {
    clearTimeout(timer);
    if (code !== 0) {
      console.log(messages.join('\n'));
    }
    resolve(code);
  };
  page.once('crash', () => reject(new Failure('The browser page with VS Code crashed.')));
  await page.exposeFunction('codeAutomationExit', end);
  await page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) => {
    const text = args.map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg))).join(' ');
    if (text.startsWith('host: ')) {
      console.log(text);
    } else if (type !== 'info' && !knownNoise.test(text)) {
      messages.push(`${type}: ${text}`);
    }
  });
  return { promise };
}
