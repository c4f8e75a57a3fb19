import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compileKnowledge } from '../compiler/compile.ts';
import { explain, type Explanation, type Sign } from '../environment/explain.ts';
import { familyOf, type World, worldsOf } from '../environment/namespaces.ts';
import { signalsOf } from '../environment/signals.ts';
import { Knowledge } from '../knowledge/loader.ts';
import type { Evidence } from '../model/environment.ts';
import { LOCALES, localeOf } from '../model/vocabulary.ts';
import { collectEvidence } from '../probe/evidence.ts';
import { readProcesses } from '../probe/processes.ts';
import { readKnowledgeFiles } from './files.ts';

const USAGE = 'usage: npm run --silent environment -- [--json] [--namespaces] [--evidence FILE.json] [--locale en|ja]';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean' },
    namespaces: { type: 'boolean' },
    evidence: { type: 'string' },
    locale: { type: 'string', default: 'en' },
    help: { type: 'boolean' },
  },
});

if (values.help) {
  console.error(USAGE);
  process.exit(0);
}
if (localeOf(values.locale) !== values.locale) fail(`no locale "${values.locale}"; there are ${LOCALES.join(', ')}`);

process.stdout.on('error', () => process.exit());
const { outputs, problems } = compileKnowledge(readKnowledgeFiles());
if (problems.length) fail('the knowledge has problems: npm run check:knowledge');
const library = new Knowledge(async (name) => outputs.get(name) ?? Promise.reject(new Error(`no ${name}`)), localeOf(values.locale));
const { words } = await library.core();
if (values.namespaces) await printNamespaces();
else await printLayers();

async function printLayers(): Promise<void> {
  const knowledge = await library.environment();
  const before = performance.now();
  const evidence = values.evidence === undefined ? await collectEvidence(signalsOf(knowledge)) : readEvidence(values.evidence);
  const milliseconds = performance.now() - before;
  const explanation = explain(evidence, knowledge);
  if (values.json) print(JSON.stringify({ ...explanation, milliseconds: Math.round(milliseconds * 100) / 100 }, null, 2));
  else print(table(explanation));
}

function table({ layers, doubts, remarks }: Explanation): string {
  const sign = ({ text, seen }: Sign) => [text, ...seen.map(({ signal, value }) => `  ${signal}: ${value}`)];
  const indented = (lines: readonly string[]) => lines.map((line) => `    ${line}`);
  return [
    ...layers.flatMap(({ name, kind, confidence, evidence, follows }, depth) => [
      `${'▸'.repeat(depth + 1)} ${name} (${words[`surrounding.${kind}`]}, ${words[`confidence.${confidence}`]})`,
      ...indented(evidence.flatMap(sign)),
      `    → ${follows}`,
    ]),
    ...(doubts.length ? [`\n${words['environment.doubts']}`] : []),
    ...doubts.flatMap(({ name, sign: says, because }) => [`✗ ${name}`, ...indented([...sign(says), words['environment.because'] ?? '', ...sign(because)])]),
    ...(remarks.length ? [`\n${words['environment.remarks']}`] : []),
    ...remarks.flatMap((remark) => indented(sign(remark))),
  ].join('\n');
}

async function printNamespaces(): Promise<void> {
  const records = await readProcesses();
  const worlds = worldsOf(records, familyOf(records, process.pid));
  if (values.json) print(JSON.stringify(worlds, null, 2));
  else print(worlds.flatMap((world) => worldLines(world, 0)).join('\n'));
}

function worldLines({ own, processes, editor, namespaces, inside }: World, depth: number): string[] {
  const same = Object.keys(namespaces).length ? words['environment.together'] : words['environment.unreadable'];
  const what = own.length ? words['environment.own']?.replace('{0}', own.join(', ')) : same;
  const shown = processes.slice(0, 8).map(({ pid, name }) => `${name} ${pid}${editor.includes(pid) ? '*' : ''}`);
  const line = `${'  '.repeat(depth)}${processes.length} · ${what} · ${shown.join(', ')}${processes.length > shown.length ? ', …' : ''}`;
  return [line, ...inside.flatMap((each) => worldLines(each, depth + 1))];
}

/** Recorded evidence: an object of texts by signal, or a fixture with such an object as `evidence`. */
function readEvidence(file: string): Evidence {
  try {
    const value = JSON.parse(readFileSync(file, 'utf8')) as { evidence?: unknown };
    const evidence = value.evidence ?? value;
    return Object.fromEntries(Object.entries(evidence).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch (error) {
    return fail(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function fail(message: string): never {
  console.error(`environment: ${message}`);
  process.exit(1);
}
