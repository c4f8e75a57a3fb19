import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { root } from './base.mjs';
import { ensureChromium } from './chromium.ts';
import { type ServerOptions, startServer, type WorkbenchAddress, webWorkerSettings, workbenchUrl } from './server.ts';

const restoreDeadline = 120_000;
const actionDeadline = 30_000;

/** Theme settings for `WorkbenchOptions.theme`, as VS Code 1.139 names them. */
export const themes = {
  light: 'Light Modern',
  dark: 'Dark Modern',
  highContrast: 'Default High Contrast',
  highContrastLight: 'Default High Contrast Light',
} as const;

export interface WorkbenchOptions {
  /** The folder to open; what a journey writes there stays, so give it a copy. */
  readonly folder: string;
  readonly extensionPath?: string;
  /** The display language; English without it. */
  readonly locale?: 'ja';
  readonly theme?: keyof typeof themes;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly machineSettings?: ServerOptions['machineSettings'];
  readonly env?: ServerOptions['env'];
  /** 'web' runs the extension in the browser's web worker instead of the server's Node. */
  readonly kind?: 'web';
  readonly viewport?: BrowserContextOptions['viewport'];
}

export interface Workbench {
  readonly page: Page;
  close(): Promise<void>;
}

/** Starts Chromium without a window. */
export async function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: ensureChromium(),
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  });
}

/** A page in the display language; VS Code on the web reads it from a global that its language packs set. */
export async function newPage(browser: Browser, { locale, viewport }: Partial<WorkbenchOptions> = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: viewport ?? { width: 1280, height: 800 },
    locale: locale === 'ja' ? 'ja-JP' : 'en-US',
  });
  if (locale) {
    await context.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(locale)};`);
  }
  const page = await context.newPage();
  page.setDefaultTimeout(actionDeadline);
  return page;
}

/** Opens VS Code with VirtLens in a fresh server and browser, and waits until its window is complete. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const { folder, extensionPath = root, kind, theme = 'dark' } = options;
  const workerSettings = kind === 'web' ? await webWorkerSettings(extensionPath) : {};
  const settings = { 'workbench.colorTheme': themes[theme], ...workerSettings, ...options.settings };
  const { machineSettings, env } = options;
  const server = await startServer({ settings, ...(machineSettings && { machineSettings }), ...(env && { env }) });
  let browser: Browser | undefined;
  const close = async () => {
    await browser?.close();
    await server.stop();
  };
  try {
    browser = await launch();
    const page = await newPage(browser, options);
    await open(page, { origin: server.origin, folder, extensionPath });
    return { page, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(page: Page, address: WorkbenchAddress): Promise<void> {
  await page.goto(workbenchUrl(address));
  await page.waitForFunction(() => 'driver' in globalThis, undefined, { timeout: restoreDeadline });
  await page.evaluate('globalThis.driver.whenWorkbenchRestored()');
  // Its contributions come last: from here on its commands are in the palette.
  await page.locator('.activitybar a[aria-label^="VirtLens"]').waitFor({ timeout: restoreDeadline });
}
