import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../../src/cli/files.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'virtlens-cli-'));
  writeFileSync(join(folder, 'Dockerfile'), 'FROM debian:12\r\nRUN modprobe nbd && unheard-of x\r\nLABEL a=b\r\n');
  writeFileSync(join(folder, 'notes.txt'), 'nothing');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function annotate(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'src/cli/annotate.ts'), ...args], { cwd: folder, encoding: 'utf8' });
  return { status, stderr, lines: stdout.split('\n').filter(Boolean) };
}

describe('npm run annotate', () => {
  test('--json prints one object for every element, with 0-based UTF-16 positions', () => {
    const { status, lines } = annotate('Dockerfile', '--json');
    const rows = lines.map((line) => JSON.parse(line));
    const by = (path: string) => rows.find((row) => row.path === path);
    expect(status).toBe(0);
    expect(by('FROM/image')).toMatchObject({
      file: 'Dockerfile',
      format: 'dockerfile',
      line: 0,
      column: 5,
      endLine: 0,
      endColumn: 14,
      value: 'debian:12',
      known: true,
    });
    expect(by('RUN/sh/modprobe').note).toMatchObject({ layer: 'kernel', class: 'shared', technology: 'docker' });
    expect(Object.keys(by('RUN/sh/modprobe').note)).toEqual(['id', 'layer', 'boundary', 'class', 'with', 'technology', 'text', 'check', 'topic', 'sources']);
    expect(by('LABEL/a')).toMatchObject({ known: true, note: null });
    expect(by('RUN/sh/unheard-of')).toMatchObject({ known: false, note: null });
  });

  test('a file that cannot be read or recognised is a message and exit code 1; the others are done', () => {
    const { status, stderr, lines } = annotate('missing', 'notes.txt', 'Dockerfile', '--json');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^missing: .*ENOENT/m);
    expect(stderr).toMatch(/^notes\.txt: not a kind of file/m);
    expect(lines.length).toBeGreaterThan(5);
    expect(annotate('notes.txt', '--format', 'dockerfile').status).toBe(0);
    expect(annotate('Dockerfile', '--format', 'nothing').status).toBe(1);
  });

  test('--map prints the isolation map, in Japanese when asked', () => {
    expect(annotate('Dockerfile', '--map').lines.join('\n')).toMatch(/Network stack: Isolated .*docker run --network/);
    expect(annotate('Dockerfile', '--map', '--locale', 'ja').lines.join('\n')).toMatch(/ネットワークスタック: 隔離/);
    expect(JSON.parse(annotate('Dockerfile', '--map', '--json').lines[0] ?? '')).toMatchObject({ workload: 'debian:12', technology: 'docker' });
  });
});
