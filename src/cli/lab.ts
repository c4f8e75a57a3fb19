import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, isAbsolute, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parse, stringify } from 'yaml';
import { compileKnowledge } from '../compiler/compile.ts';
import { Knowledge } from '../knowledge/loader.ts';
import { type Verdict, compare } from '../lab/compare.ts';
import { embeddedRung } from '../lab/embedded.ts';
import { startGuest } from '../lab/guest.ts';
import { openNodeChannel } from '../lab/node/channel.ts';
import { defaultCounts, extrapolate } from '../lab/density.ts';
import { printable } from '../lab/probe.ts';
import { ratiosOf, rounded } from '../lab/ratios.ts';
import { hostFacts } from '../lab/runner.ts';
import { createRunner } from '../lab-node/runner.ts';
import type { Facts, LabReport, RungResult } from '../model/lab.ts';
import { LOCALES, localeOf } from '../model/vocabulary.ts';
import { technologyOf } from '../render/ladder-state.ts';
import { binaryOf, ROOT, readBinary, readKnowledgeFiles, sourceOf } from './files.ts';

const USAGE =
  'usage: npm run --silent lab -- [--json] [--rungs host,namespaces,…] [--repeat N] [--tool NAME=/PATH]… [--kernel LINUX] [--guest FILE] [--locale en|ja] [--record]\n       npm run --silent lab -- --density RUNG [--counts 1,2,4] [--budget MIB] [--json]';
const RECORDED = join(ROOT, 'src/knowledge/lab/recorded.yaml');

const { values } = parseArgs({
  options: {
    json: { type: 'boolean' },
    rungs: { type: 'string' },
    repeat: { type: 'string', default: '5' },
    tool: { type: 'string', multiple: true, default: [] },
    kernel: { type: 'string' },
    guest: { type: 'string', default: join(ROOT, 'src/guest/kernel.elf') },
    locale: { type: 'string', default: 'en' },
    record: { type: 'boolean' },
    density: { type: 'string' },
    counts: { type: 'string' },
    budget: { type: 'string', default: '1024' },
    help: { type: 'boolean' },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
const locale = localeOf(values.locale);
if (!LOCALES.some((each) => each === values.locale)) fail(`no locale "${values.locale}"; there are ${LOCALES.join(', ')}`);
const { outputs, problems } = compileKnowledge(readKnowledgeFiles());
if (problems.length) fail('the knowledge has problems: npm run check:knowledge');
const knowledge = new Knowledge(async (name) => outputs.get(name) ?? Promise.reject(new Error(`no ${name}`)), locale);
const lab = await knowledge.lab();
const wanted = values.rungs?.split(',').filter(Boolean);
for (const id of wanted ?? []) if (!lab.rungs.some((rung) => rung.id === id)) fail(`no rung "${id}"; there are ${lab.rungs.map((rung) => rung.id).join(', ')}`);
const repeat = Number(values.repeat);
if (!Number.isInteger(repeat) || repeat < 1 || repeat > 50) fail('--repeat takes 1 to 50');
const tools = Object.fromEntries(
  values.tool.map((each): [string, string] => {
    const [, name = '', path = ''] = /^([^=]+)=(.+)$/s.exec(each) ?? [];
    if (!isAbsolute(path)) fail(`--tool takes NAME=/PATH, not "${each}"`);
    return [name, path];
  }),
);

const embedded = embeddedRung(async () =>
  startGuest(
    { wasm: await readBinary('wasm/v86.wasm'), kernel: await readBinary('guest/kernel.elf'), memoryMiB: 16 },
    openNodeChannel(sourceOf('node/lab/node/worker.mjs')),
  ),
);
const runner = createRunner({
  embedded,
  machines: { machines: join(ROOT, 'src/lab-node/machines.ts'), worker: sourceOf('node/lab/node/worker.mjs'), wasm: binaryOf('wasm/v86.wasm') },
  knowledge: lab,
  scripts: join(ROOT, 'media/lab'),
  tools,
  ...(existsSync(values.guest) && { kernel: values.guest }),
  ...(values.kernel !== undefined && { linux: resolve(values.kernel) }),
});
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
if (values.density !== undefined) {
  await density(values.density);
  process.exit();
}
const report = await runner.run({
  repeat,
  signal: stop.signal,
  ...(wanted && { rungs: wanted }),
  listener: {
    started: (id) => {
      if (process.stderr.isTTY) process.stderr.write(`${id} …\n`);
    },
  },
});
const [{ technologies }, { words }] = await Promise.all([knowledge.technologies(), knowledge.core()]);

if (values.record) record(report);
if (values.json)
  console.log(JSON.stringify({ ...report, rungs: report.rungs.map((result) => ({ ...result, ...reasonOf(result), compared: comparedOf(result) })) }));
else table(report);
if (stop.signal.aborted) process.exitCode = 130;

async function density(id: string): Promise<void> {
  const rung = lab.rungs.find((each) => each.id === id);
  if (!rung) return fail(`no rung "${id}"`);
  const budgetMiB = Number(values.budget);
  if (!(budgetMiB > 0)) fail('--budget takes a number of MiB');
  const counts = values.counts?.split(',').map(Number) ?? defaultCounts(rung);
  if (!counts.every((count) => Number.isInteger(count) && count > 0)) fail('--counts takes numbers from 1 on');
  const result = await runner.density({ rung: id, counts, budgetMiB, signal: stop.signal });
  const line = extrapolate(result.points, budgetMiB * 1024);
  if (values.json) return console.log(JSON.stringify({ ...result, budgetMiB, ...(line && { extrapolated: line }) }));
  for (const { instances, pss, available, readyMs } of result.points)
    console.log(
      `${instances} × ${id}: ${Math.round(pss / instances)} KiB each (PSS), ${Math.round(available / instances)} KiB less available each, all ready in ${readyMs} ms`,
    );
  if (line) console.log(`extrapolated: ${line.perInstance} KiB for one more, ${line.fits} in ${budgetMiB} MiB`);
  console.log(result.stopped);
}

function reasonOf({ reason }: RungResult) {
  return reason ? { reason: { ...reason, text: lab.failures.find(({ id }) => id === reason.id)?.text } } : {};
}

function comparedOf(result: RungResult): readonly Verdict[] {
  const rung = lab.rungs.find(({ id }) => id === result.id);
  if (!rung || !result.available) return [];
  const taught = technologyOf(rung, report.machine.root, { technologies });
  return compare(rung, hostFacts(report), result.facts, lab.measures, taught).filter(({ measure }) => measure !== undefined);
}

function table({ machine, rungs }: LabReport): void {
  const { system, release, architecture, cpu, cores, memoryMiB } = machine;
  console.log(`${system} ${release} ${architecture}, ${cores} × ${cpu}, ${memoryMiB} MiB\n`);
  for (const result of rungs) {
    const rung = lab.rungs.find(({ id }) => id === result.id);
    const { startup, facts } = result;
    console.log(`${result.available ? '+' : '-'} ${result.id}: ${rung?.name ?? ''}`);
    if (!result.available) {
      const { reason } = reasonOf(result);
      console.log(`    ${reason?.text ?? ''}${reason?.detail ? ` (${reason.detail})` : ''}`);
      continue;
    }
    const shown = ['uname.release', 'boot_id', 'os', 'libc', 'pid', 'processes', 'hostname', 'interfaces', 'cpu.signature'].filter(
      (key) => facts[key] !== undefined,
    );
    console.log(`    ${shown.map((key) => `${key}=${facts[key]}`).join('  ')}`);
    if (startup) console.log(`    ${startup.median} ms [${startup.min}..${startup.max}] (n=${startup.n})`);
    const host = rungs.find(({ id }) => id === 'host') ?? {};
    const costs = ratiosOf(result, host).map(
      ({ cost, value, unit, ratio }) => `${words[`cost.${cost}`]}: ${rounded(value)} ${unit}${ratio === undefined ? '' : ` (× ${rounded(ratio)})`}`,
    );
    for (const line of costs) console.log(`    ${line}`);
    const verdicts = comparedOf(result);
    const layers = (says: Verdict['says']) =>
      verdicts
        .filter((verdict) => verdict.says === says)
        .map(({ layer, taught, fits }) => (says === 'contradicts' ? `${layer} (${taught}, measured ${fits.join('/')})` : layer));
    for (const says of ['agrees', 'contradicts'] as const) if (layers(says).length) console.log(`    ${says}: ${layers(says).join(', ')}`);
  }
}

/** Puts this machine's results into the data file: those of the same machine are replaced, places and ids made general. */
function record(fresh: LabReport): void {
  const same = ({ machine }: LabReport) => machine.cpu === fresh.machine.cpu && machine.cores === fresh.machine.cores && machine.root === fresh.machine.root;
  const written: LabReport = {
    ...fresh,
    machine: { ...fresh.machine, release: general({ r: fresh.machine.release }, fresh).r ?? '' },
    rungs: fresh.rungs.map((result) => ({
      ...result,
      ...(result.reason && { reason: { ...result.reason, ...(result.reason.detail && { detail: place(result.reason.detail) }) } }),
      facts: general(result.facts, fresh),
      command: result.command.map((argv) => argv.map((arg) => (Object.values(tools).includes(arg) ? nameOf(arg) : place(arg)))),
    })),
  };
  const known = (parse(readFileSync(RECORDED, 'utf8')) ?? []) as LabReport[];
  const text = stringify([...known.filter((each) => !same(each)), written], { lineWidth: 0 });
  writeFileSync(
    RECORDED,
    `# yaml-language-server: $schema=../schemas/lab-recorded.schema.json\n# Written by \`npm run lab -- --record\`; ids and the names of the machine are cut.\n${text}`,
  );
}

/** Facts without what names this very machine: ids are cut, and the release of its kernel to the version numbers. Equal ones stay equal. */
function general(facts: Facts, fresh: LabReport): Record<string, string> {
  const own = fresh.machine.release;
  return Object.fromEntries(
    Object.entries(facts).flatMap(([key, value]): [string, string][] => {
      if (key === 'boot_id') return [[key, `${value.slice(0, 8)}…`]];
      if (key === 'first' && value === hostFacts(fresh).first) return [];
      // Where a directory lies is this machine's own; that it is not the host's is what counts.
      if (key === 'mount.root' && value !== hostFacts(fresh)[key]) return [[key, value.includes('/virtlens-lab-') ? place(value) : '…']];
      return [[key, value === own ? (/^[\d.]+/.exec(own)?.[0] ?? own) : value]];
    }),
  );
}

function nameOf(path: string): string {
  return Object.keys(tools).find((name) => tools[name] === path) ?? basename(path);
}

function place(text: string): string {
  const guest = text === values.guest ? '$VIRTLENS/src/guest/kernel.elf' : text;
  const kernel = values.kernel !== undefined && guest === resolve(values.kernel) ? `$KERNEL/${basename(guest)}` : guest;
  return kernel.replaceAll(/[^\s=]*\/virtlens-lab-[A-Za-z0-9]+/g, '$LAB').replaceAll(`${ROOT}/`, '$VIRTLENS/');
}

function fail(message: string): never {
  console.error(`lab: ${printable(message)}`);
  process.exit(1);
}
