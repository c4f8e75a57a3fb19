import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { ROOT } from '../../src/cli/files.ts';
import type { FromPage, PanelState, ToPage } from '../../src/protocol/messages.ts';

export const THEMES = ['light', 'dark', 'highContrast', 'highContrastLight'] as const;
export type Theme = (typeof THEMES)[number];

const BASE: Readonly<Record<Theme, Readonly<Record<string, string>>>> = {
  light: {
    'editor-background': '#ffffff',
    'editor-foreground': '#3b3b3b',
    descriptionForeground: '#616161',
    'textLink-foreground': '#005fb8',
    'panel-border': '#e5e5e5',
    focusBorder: '#005fb8',
    'textPreformat-foreground': '#3b3b3b',
    'textCodeBlock-background': '#f2f2f2',
    'button-secondaryBackground': '#e5e5e5',
    'button-secondaryForeground': '#3b3b3b',
    'button-background': '#005fb8',
    'button-foreground': '#ffffff',
    'badge-background': '#cccccc',
    'badge-foreground': '#3b3b3b',
  },
  dark: {
    'editor-background': '#1f1f1f',
    'editor-foreground': '#cccccc',
    descriptionForeground: '#9d9d9d',
    'textLink-foreground': '#4daafc',
    'panel-border': '#2b2b2b',
    focusBorder: '#0078d4',
    'textPreformat-foreground': '#d0d0d0',
    'textCodeBlock-background': '#2b2b2b',
    'button-secondaryBackground': '#313131',
    'button-secondaryForeground': '#cccccc',
    'button-background': '#0078d4',
    'button-foreground': '#ffffff',
    'badge-background': '#616161',
    'badge-foreground': '#f8f8f8',
  },
  highContrast: {
    'editor-background': '#000000',
    'editor-foreground': '#ffffff',
    descriptionForeground: '#ffffff',
    'textLink-foreground': '#21a6ff',
    contrastBorder: '#6fc3df',
    focusBorder: '#f38518',
    'textPreformat-foreground': '#ffffff',
    'textCodeBlock-background': '#000000',
    'button-foreground': '#ffffff',
    'button-secondaryForeground': '#ffffff',
    'badge-background': '#000000',
    'badge-foreground': '#ffffff',
  },
  highContrastLight: {
    'editor-background': '#ffffff',
    'editor-foreground': '#292929',
    descriptionForeground: '#292929',
    'textLink-foreground': '#0f4a85',
    contrastBorder: '#0f4a85',
    focusBorder: '#006bbd',
    'textPreformat-foreground': '#ffffff',
    'textCodeBlock-background': '#f2f2f2',
    'button-background': '#0f4a85',
    'button-foreground': '#ffffff',
    'button-secondaryForeground': '#292929',
    'badge-background': '#0f4a85',
    'badge-foreground': '#ffffff',
  },
};

let script: Promise<string> | undefined;

export interface OpenPage {
  readonly page: Page;
  /** What the page has posted so far. */
  readonly posted: readonly FromPage[];
  show(message: ToPage): Promise<void>;
  state(): Promise<PanelState | undefined>;
}

/** The panel's page as VS Code would run it: the built script, the style sheet, the same CSP, a theme's variables. */
export async function openPage(browser: Browser, theme: Theme, options: { readonly width?: number; readonly state?: unknown } = {}): Promise<OpenPage> {
  script ??= build({ entryPoints: [join(ROOT, 'src/page/page.ts')], bundle: true, format: 'iife', write: false }).then(
    ({ outputFiles }) => outputFiles[0]?.text ?? '',
  );
  const code = await script;
  const context = await browser.newContext({ viewport: { width: options.width ?? 1000, height: 800 } });
  const page = await context.newPage();
  const posted: FromPage[] = [];
  await page.exposeFunction('virtlensPosted', (message: FromPage) => posted.push(message));
  await page.addInitScript((state) => {
    const holder = { state };
    Object.assign(globalThis, {
      virtlensState: holder,
      acquireVsCodeApi: () => ({
        postMessage: (message: unknown) => (globalThis as unknown as { virtlensPosted(message: unknown): void }).virtlensPosted(message),
        getState: () => holder.state,
        setState: (next: unknown) => {
          holder.state = next;
        },
      }),
    });
  }, options.state);
  const html = `<!DOCTYPE html><html lang="en"><head><meta charset="UTF-8"><title>VirtLens</title>
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'; script-src 'nonce-n'">
    <link rel="stylesheet" href="/theme.css"><link rel="stylesheet" href="/panel.css"></head>
    <body class="vscode-body"><main id="content"></main><script nonce="n" src="/page.js"></script></body></html>`;
  const files: Readonly<Record<string, [string, string]>> = {
    '/': ['text/html', html],
    '/theme.css': ['text/css', themeCss(theme)],
    '/panel.css': ['text/css', readFileSync(join(ROOT, 'media/panel.css'), 'utf8')],
    '/page.js': ['text/javascript', code],
  };
  await page.route('**/*', (route) => {
    const [contentType, body] = files[new URL(route.request().url()).pathname] ?? ['text/plain', ''];
    return route.fulfill({ contentType, body });
  });
  await page.goto('http://virtlens.test/');
  await page.waitForFunction(() => document.readyState === 'complete');
  return {
    page,
    posted,
    show: (message) => page.evaluate((data) => window.dispatchEvent(new MessageEvent('message', { data })), message).then(() => {}),
    state: () => page.evaluate(() => (globalThis as unknown as { virtlensState: { state: PanelState | undefined } }).virtlensState.state),
  };
}

function themeCss(theme: Theme): string {
  const { colors } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).contributes as { colors: { id: string; defaults: Record<Theme, string> }[] };
  const variables = Object.entries(BASE[theme]).map(([name, value]) => `--vscode-${name}: ${value};`);
  const boundaries = colors.map(({ id, defaults }) => `--vscode-${id.replace('.', '-')}: ${defaults[theme]};`);
  // VS Code's own style sheet of webviews colours code, for a background that it sets as well.
  const code = 'code { color: var(--vscode-textPreformat-foreground) }';
  return `${code} :root { --vscode-font-family: sans-serif; --vscode-font-size: 13px; --vscode-editor-font-family: monospace; ${[...variables, ...boundaries].join(' ')} }`;
}
