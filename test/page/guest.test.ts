import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { readBinary } from '../../src/cli/files.ts';
import { launch } from '../bed/browser.ts';

/** VS Code's own, of `webWorkerExtensionHostIframe.html`. */
const POLICY = "default-src 'none'; child-src 'self' data: blob:; script-src 'self' 'unsafe-eval' blob:; connect-src 'self'";
const ORIGIN = 'http://virtlens.test';
const PAGE = `
  addEventListener('securitypolicyviolation', (event) => { window.result ??= event.violatedDirective; });
  const worker = new Worker('/host.js');
  worker.onmessage = ({ data }) => { window.result = data; };
  worker.onerror = ({ message }) => { window.result = message; };`;

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    external: ['node:*', 'crypto', 'fs', 'perf_hooks'],
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

test('the virtual machine runs in a browser’s extension host, and asks the network for nothing', async () => {
  const script = (body: string) => ({ contentType: 'text/javascript', body });
  const files: Record<string, { contentType: string; body: string | Buffer }> = {
    '/': { contentType: 'text/html', body: '<script src="/page.js"></script>' },
    '/page.js': script(PAGE),
    '/host.js': script(await bundle('test/page/extension-host.ts')),
    '/dist/browser/lab/worker.js': script(await bundle('src/lab/browser/worker.ts')),
  };
  for (const name of ['wasm/v86.wasm', 'guest/kernel.elf']) {
    files[`/dist/${name}`] = { contentType: 'application/octet-stream', body: Buffer.from(await readBinary(name)) };
  }
  const browser = await launch();
  try {
    const page = await browser.newPage();
    const asked: string[] = [];
    await page.route('**/*', (route) => {
      const url = route.request().url();
      const file = url.startsWith(ORIGIN) ? files[new URL(url).pathname] : undefined;
      if (file) return route.fulfill({ ...file, headers: { 'content-security-policy': POLICY } });
      asked.push(url);
      return route.abort();
    });
    await page.goto(ORIGIN);
    const result = await page.waitForFunction(() => (globalThis as { result?: unknown }).result, undefined, { timeout: 20_000 });
    expect(await result.jsonValue()).toMatchObject({
      complete: true,
      report: { cpu: { hypervisor: true, ring: 0 }, kernel: { name: 'VirtLens' } },
      text: [expect.stringContaining('0 processes')],
      ended: { reason: 'halted' },
    });
    expect(asked.filter((url) => !url.endsWith('/favicon.ico'))).toEqual([]);
  } finally {
    await browser.close();
  }
});
