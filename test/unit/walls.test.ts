import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTree, ROOT } from '../../src/cli/files.ts';

/** What each room may import besides itself: the table of ARCHITECTURE.md. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  model: [],
  formats: [
    'model',
    'dockerfile-ast',
    '@ruby/prism/src/parsePrism.js',
    '@ruby/prism/src/nodes.js',
    '@vscode/tree-sitter-wasm',
    'jsonc-parser',
    'saxes',
    'yaml',
  ],
  knowledge: ['model'],
  compiler: ['model', 'lab', 'yaml', 'ajv'],
  'lab-node': ['model', 'lab', 'node:child_process', 'node:crypto', 'node:events', 'node:fs', 'node:os', 'node:path', 'node:worker_threads'],
  annotate: ['model'],
  render: ['model', 'environment', 'lab', 'markdown-it'],
  environment: ['model'],
  probe: ['model', 'environment', 'node:fs', 'node:fs/promises', 'node:os'],
  protocol: [],
  page: ['protocol'],
  lab: ['model', 'v86', 'node:child_process', 'node:worker_threads'],
  editor: ['model', 'formats', 'knowledge', 'annotate', 'render', 'environment', 'vscode'],
  sidebar: ['model', 'editor', 'vscode'],
  panel: ['model', 'editor', 'annotate', 'render', 'protocol', 'environment', 'probe', 'lab', 'lab-node', 'vscode'],
};

describe('the walls between the rooms', () => {
  test.each(Object.entries(ROOMS))('%s', (room, allowed) => {
    for (const [file, text] of readTree(join(ROOT, 'src', room), /\.ts$/)) {
      for (const [, specifier = ''] of text.matchAll(/(?:from |import\()'([^'\n]+)'/g)) {
        const target = specifier.startsWith('.') ? join(room, file, '..', specifier).split('/')[0] : specifier;
        expect(target === room || allowed.includes(target ?? ''), `${room}/${file} imports ${specifier}`).toBe(true);
      }
    }
  });

  test('only the command line, the probe and the lab’s Node parts import Node', () => {
    for (const [file, text] of readTree(join(ROOT, 'src'), /\.ts$/)) {
      if (!/^(cli|probe|lab-node|lab\/node)\//.test(file)) expect(/(?:from |import\()'node:/.test(text), file).toBe(false);
    }
  });

  test('no file is over 400 lines', () => {
    for (const folder of ['src', 'test']) {
      for (const [file, text] of readTree(join(ROOT, folder), /\.(ts|mjs)$/)) expect(text.split('\n').length, file).toBeLessThanOrEqual(400);
    }
  });
});
