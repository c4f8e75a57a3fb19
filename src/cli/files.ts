import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root, with a trailing separator left out. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** All files under a folder: texts by path relative to it, `/` as separator on every system. */
export function readTree(folder: string, pattern: RegExp): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return new Map(files.map((file) => [relative(folder, file).split(sep).join('/'), readFileSync(file, 'utf8')]));
}

/** The sources of the knowledge, as the compiler takes them. */
export function readKnowledgeFiles(): Map<string, string> {
  return readTree(join(ROOT, 'src', 'knowledge'), /\.(yaml|md|schema\.json)$/);
}

/** Reads what the extension finds under `dist/` from where it comes from. */
export function readBinary(name: string): Promise<Uint8Array> {
  return readFile(binaryOf(name));
}

/** Where a binary that the extension finds under `dist/` comes from. */
export function binaryOf(name: string): string {
  if (name === 'wasm/v86.wasm') return join(dirname(createRequire(import.meta.url).resolve('v86')), 'v86.wasm');
  if (name === 'guest/kernel.elf') return join(ROOT, 'src', name);
  const file = name === 'wasm/prism.wasm' ? join('@ruby', 'prism', 'src', 'prism.wasm') : join('@vscode', 'tree-sitter-wasm', name);
  return join(ROOT, 'node_modules', file);
}

/** The source of a script that the extension finds under `dist/node`. */
export function sourceOf(name: string): string {
  return join(ROOT, name.replace(/^node\/(.*)\.mjs$/, 'src/$1.ts'));
}
