// CommonJS: VS Code's web worker host takes no extension of "type": "module". The rooms below are modules.
const { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, watch: watchFolder, writeFileSync } = require('node:fs');
const { dirname, join, relative } = require('node:path');
const { build, context } = require('esbuild');
const { readKnowledgeFiles } = require('./src/cli/files.ts');
const { compileKnowledge } = require('./src/compiler/compile.ts');

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const dist = join(__dirname, 'dist');
const source = join(__dirname, 'src');

/** Compiles src/knowledge to dist/knowledge; a problem there fails the build with file, line and reason. */
const knowledge = {
  name: 'knowledge',
  setup(bundle) {
    bundle.onStart(() => {
      const { outputs, problems } = compileKnowledge(readKnowledgeFiles());
      rmSync(join(dist, 'knowledge'), { recursive: true, force: true });
      mkdirSync(join(dist, 'knowledge'), { recursive: true });
      for (const [name, text] of outputs) writeFileSync(join(dist, 'knowledge', name), text);
      return { errors: problems.map(({ file, line, message }) => ({ text: message, location: { file: `src/knowledge/${file}`, line } })) };
    });
  },
};

/** What two packages expect of their surroundings and no bundle, or no web worker, has. */
const patches = [
  // tree-sitter's loader asks where its script lies; its WebAssembly is handed to it instead.
  [/tree-sitter-wasm[\\/]wasm[\\/]tree-sitter\.js$/, 'function getCurrentScriptUrl() {', "return 'file:///tree-sitter.js';"],
  // The Ruby parser tells a string that is no UTF-8 by an error code that only Node gives.
  [/ruby[\\/]prism[\\/]src[\\/]deserialize\.js$/, 'if (e.code === "ERR_ENCODING_INVALID_ENCODED_DATA"', '|| e instanceof TypeError'],
  // dockerfile-ast finds a byte order mark by Node's Buffer.
  [/dockerfile-ast[\\/]lib[\\/]util\.js$/, 'static isUTF8BOM(char) {', "return char === '\\ufeff';"],
];
const patch = {
  name: 'patch',
  setup(bundle) {
    for (const [filter, before, insert] of patches) {
      bundle.onLoad({ filter }, ({ path }) => {
        const text = readFileSync(path, 'utf8');
        return text.includes(before) ? { contents: text.replace(before, `$& ${insert}`) } : { errors: [{ text: `no "${before}" any more in ${path}` }] };
      });
    }
  },
};

/** What the problem matcher in .vscode/tasks.json listens for. */
const problemMatcher = {
  name: 'problem-matcher',
  setup(bundle) {
    bundle.onStart(() => console.log('[watch] build started'));
    bundle.onEnd(({ errors }) => {
      for (const { text, location } of errors) console.error(`✘ [ERROR] ${text}\n    ${location?.file}:${location?.line}:${location?.column ?? 0}:`);
      console.log('[watch] build finished');
    });
  },
};

const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  target: 'es2022',
  logLevel: watch ? 'silent' : 'warning',
  absWorkingDir: __dirname,
  legalComments: 'none',
};

/**
 * One source, two hosts. Node's entry is one CommonJS file: VS Code resolves every ES module of a chain through a
 * hook on another thread, 30 ms each while other extensions load. What the sources `import()` are ES modules beside it.
 */
const later = {
  name: 'later',
  setup(bundle) {
    bundle.onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) =>
      kind === 'dynamic-import' ? { path: `./${relative(source, join(resolveDir, path)).replace(/\.ts$/, '.mjs')}`, external: true } : undefined,
    );
  },
};
const forNode = { ...common, platform: 'node', outdir: 'dist/node', external: ['vscode'], mainFields: ['module', 'main'], metafile: true };
const entry = { ...forNode, entryPoints: ['src/extension.ts'], format: 'cjs', plugins: [knowledge, later] };
const lazy = {
  ...forNode,
  entryPoints: lazyModules(),
  outbase: 'src',
  format: 'esm',
  splitting: true,
  outExtension: { '.js': '.mjs' },
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  plugins: [patch],
};
const web = {
  ...common,
  platform: 'browser',
  mainFields: ['browser', 'module', 'main'],
  format: 'cjs',
  // Only code for Node asks for these.
  external: ['vscode', 'fs', 'fs/promises', 'module', 'path', 'url', 'crypto', 'perf_hooks', 'node:*'],
};
const browser = { ...web, entryPoints: ['src/extension.ts'], outfile: 'dist/browser/extension.js', plugins: [patch] };
// The workers of the lab: nothing imports them, each host starts its own.
const nodeWorker = { ...forNode, entryPoints: ['src/lab/node/worker.ts'], outfile: 'dist/node/lab/node/worker.mjs', outdir: undefined, format: 'esm' };
// A program of its own, for the density of the embedded machine.
const machines = { ...nodeWorker, entryPoints: ['src/lab-node/machines.ts'], outfile: 'dist/node/lab-node/machines.mjs' };
const browserWorker = { ...web, entryPoints: ['src/lab/browser/worker.ts'], outfile: 'dist/browser/lab/worker.js', format: 'iife' };
const page = { ...common, entryPoints: ['src/page/page.ts'], platform: 'browser', format: 'iife', outfile: 'dist/page/page.js' };
const hostTests = { ...web, entryPoints: ['test/host/index.ts'], outfile: 'dist/test/host.js', define: { global: 'globalThis' } };
const bundles = [entry, lazy, browser, nodeWorker, machines, browserWorker, page, ...(production ? [] : [hostTests])];

async function main() {
  rmSync(dist, { recursive: true, force: true });
  const wasm = join(dirname(require.resolve('@vscode/tree-sitter-wasm/package.json')), 'wasm');
  for (const file of ['tree-sitter.wasm', 'tree-sitter-bash.wasm']) cpSync(join(wasm, file), join(dist, 'wasm', file));
  cpSync(require.resolve('@ruby/prism/src/prism.wasm'), join(dist, 'wasm', 'prism.wasm'));
  cpSync(join(dirname(require.resolve('v86')), 'v86.wasm'), join(dist, 'wasm', 'v86.wasm'));
  cpSync(join(source, 'guest', 'kernel.elf'), join(dist, 'guest', 'kernel.elf'));
  if (watch) {
    const contexts = await Promise.all(bundles.map((options) => context({ ...options, plugins: [...(options.plugins ?? []), problemMatcher] })));
    for (const each of contexts) await each.watch();
    watchFolder(join(__dirname, 'src', 'knowledge'), { recursive: true }, () => contexts[0].rebuild().catch(() => {}));
    return;
  }
  const built = await Promise.all(bundles.map((options) => build(options)));
  if (production) {
    checkSize(built[0].metafile);
    writeNotices(built.flatMap(({ metafile }) => metafile ?? []));
  }
}

/** The modules under src that are imported on first use: `import('./…')` in its text. */
function lazyModules() {
  const files = readdirSync(source, { recursive: true }).filter((file) => file.endsWith('.ts') && !file.startsWith('cli'));
  const found = files.flatMap((file) =>
    [...readFileSync(join(source, file), 'utf8').matchAll(/\bimport\('(\.[^']+)'\)/g)].map(([, path]) => join('src', dirname(file), path)),
  );
  return [...new Set(found)];
}

/** The size gate: what the Node host loads before the first hover. */
function checkSize(metafile) {
  const { bytes } = metafile.outputs['dist/node/extension.js'];
  console.log(`host entry ${(bytes / 1000).toFixed(1)} kB of 150 kB before the first hover`);
  if (bytes > 150_000) throw new Error('the host entry is over its budget');
}

/** The licences of everything the bundles contain. */
function writeNotices(metafiles) {
  const packages = new Set(
    metafiles.flatMap(({ inputs }) => Object.keys(inputs)).flatMap((file) => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[0] ?? []),
  );
  const notices = [...packages].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), 'utf8').trim() : ''}`;
  });
  writeFileSync(join(dist, 'THIRD_PARTY_NOTICES.txt'), `${notices.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`);
}

main().catch((error) => {
  // esbuild has already printed what is wrong in the sources.
  if (!error.errors) console.error(`✘ [ERROR] ${error.message}`);
  process.exitCode = 1;
});
