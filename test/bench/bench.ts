// `npm run bench`: how fast and how large VirtLens is, beside its peers, as one Markdown table. Reports, never asserts.
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { type Row, tableOf } from './table.ts';

/** What `--only` takes, in the order of the table. Each is loaded when it is measured. */
const PARTS: Readonly<Record<string, (quick: boolean) => Promise<readonly Row[]>>> = {
  'cached-hover': async (quick) => (await import('./hover.ts')).cachedHover(quick),
  'fresh-hover': async (quick) => (await import('./hover.ts')).freshHover(quick),
  yaml: async (quick) => (await import('./yaml.ts')).yamlHover(quick),
  parse: async (quick) => (await import('./parse.ts')).parsing(quick),
  formats: async (quick) => (await import('./formats.ts')).megabytes(quick),
  activation: async (quick) => (await import('./activation.ts')).activation(quick),
  panel: async (quick) => (await import('./panel.ts')).panel(quick),
  sizes: async () => (await import('./sizes.ts')).sizes(),
};

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, only: { type: 'string', multiple: true } } });
const chosen = Object.entries(PARTS).filter(([name]) => values.only?.includes(name) ?? true);
if (chosen.length === 0) console.error(`--only takes one of: ${Object.keys(PARTS).join(', ')}`);

const rows: Row[] = [];
const failures: string[] = [];
for (const [name, measure] of chosen) {
  console.error(`measuring ${name} …`);
  try {
    rows.push(...(await measure(values.quick)));
  } catch (error) {
    failures.push(`${name} could not be measured: ${error instanceof Error ? error.message : error}`);
  }
}

const processors = cpus();
console.log(
  `\nNode ${process.versions.node}, ${processors.length} × ${processors[0]?.model.trim()}, ${values.quick ? 'a quick run' : 'medians of several runs'}, load average at the end ${loadavg()[0]?.toFixed(1)}\n`,
);
console.log(tableOf(rows));
console.log(
  '\nPeers: dockerfile-language-service for hovers (its only entry takes the text and parses it each time), dockerfile-ast for parsing; yaml-language-server, which keeps parsed documents too, with a schema of the Compose keys VirtLens knows.',
);
for (const failure of failures) console.log(failure);
