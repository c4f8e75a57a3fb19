import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { packVsix } from '../bed/staging.ts';
import { product } from './product.ts';
import { kilobytes, type Row } from './table.ts';

/** What ships, in bytes: minified, as `npm run package` builds it. */
export async function sizes(): Promise<Row[]> {
  const staging = product();
  const dist = join(staging.folder, 'dist');
  const entry = statSync(join(dist, 'node', 'extension.js')).size;
  const size = (measure: string, bytes: number, limit?: number, text?: string): Row => ({
    measure: `Size: ${measure}`,
    median: kilobytes(bytes),
    ...(limit && text && { target: text, met: bytes <= limit }),
  });
  const rows = [
    size('host entry, what Node loads to activate', entry, 150_000, '≤ 150 kB'),
    size('dist/node, with what is loaded later', folderBytes(join(dist, 'node'))),
    size('dist/browser/extension.js', statSync(join(dist, 'browser', 'extension.js')).size),
    size('dist/page/page.js', statSync(join(dist, 'page', 'page.js')).size),
    size('dist/knowledge, both languages', folderBytes(join(dist, 'knowledge'))),
    size('dist/wasm', folderBytes(join(dist, 'wasm'))),
  ];
  try {
    rows.push(size('VSIX', statSync(packVsix(staging)).size, 3_000_000, '≤ 3 MB'));
  } catch (error) {
    rows.push({ measure: 'Size: VSIX', median: 'skipped: `npm run package` fails', target: '≤ 3 MB' });
    console.error(error instanceof Error ? error.message : error);
  }
  return rows;
}

function folderBytes(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
}
