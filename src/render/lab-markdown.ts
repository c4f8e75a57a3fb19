import { compare } from '../lab/compare.ts';
import { latest, latestDensity, type History } from '../lab/history.ts';
import { extrapolate } from '../lab/density.ts';
import { COSTS, ratiosOf, rounded } from '../lab/ratios.ts';
import { boundaryOf } from './cell.ts';
import { escapeMarkdown } from './escape.ts';
import { type Shown, technologyOf } from './ladder-state.ts';
import { oneLine } from './text.ts';

const SEEN = ['uname.release', 'boot_id', 'os', 'libc', 'pid', 'processes', 'hostname', 'uid_map', 'interfaces', 'cpu.signature'];

/**
 * What was measured on this machine, as a Markdown document: a row a rung, then what it says of the layers.
 * @param budget MiB that the drawn-on line of many instances ends at
 */
export function labMarkdown(history: History, budget: number, shown: Pick<Shown, 'lab' | 'technologies' | 'look'>): string {
  const { core } = shown.look;
  const word = (key: string) => core.words[key] ?? key;
  const results = latest(history);
  const rungs = shown.lab.rungs.flatMap((rung) => {
    const of = results[rung.id];
    return of ? [{ rung, of }] : [];
  });
  const text = (value: string) => escapeMarkdown(oneLine(value, 80));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const table = (heads: readonly string[], rows: readonly (readonly string[])[]) =>
    rows.length ? [line(heads), line(heads.map(() => '---')), ...rows.map(line), ''] : [];
  const densities = Object.values(latestDensity(history));
  const machines = new Set(
    [...rungs.map(({ of }) => of), ...densities].map(
      ({ machine }) => `${machine.system} ${machine.release}, ${machine.cores} × ${machine.cpu}, ${machine.memoryMiB} MiB`,
    ),
  );
  const ratios = rungs.map(({ of }) => ratiosOf(of.result, of.host));
  const costs = COSTS.filter((cost) => ratios.some((all) => all.some((each) => each.cost === cost)));
  const costOf = (index: number, cost: string) => {
    const found = ratios[index]?.find((each) => each.cost === cost);
    return found ? `${rounded(found.value)} ${found.unit}${found.ratio === undefined ? '' : ` (× ${rounded(found.ratio)})`}` : '';
  };
  const facts = SEEN.filter((key) => rungs.some(({ of }) => of.result.facts[key] !== undefined));
  const layers = rungs.flatMap(({ rung, of }) =>
    compare(rung, of.host.facts, of.result.facts, shown.lab.measures, technologyOf(rung, of.machine.root, shown)).flatMap(
      ({ layer, taught, says, measure }) => {
        const found = shown.lab.measures.find(({ id }) => id === measure);
        if (!found) return [];
        const name = core.layers.find(({ id }) => id === layer)?.name ?? layer;
        return [[text(rung.name), text(name), escapeMarkdown(found.text), taught ? `${boundaryOf(core, taught).name}: ${word(`ladder.${says}`)}` : '']];
      },
    ),
  );
  const dense = densities.map(({ density, date }) => {
    const extrapolated = extrapolate(density.points, budget * 1024);
    const points = density.points.map(({ instances, pss }) => `${instances}: ${rounded(pss / 1024)} MiB`).join(', ');
    const name = shown.lab.rungs.find(({ id }) => id === density.rung)?.name ?? density.rung;
    return [
      text(name),
      date.slice(0, 10),
      points,
      extrapolated ? `${rounded(extrapolated.perInstance)} KiB` : '',
      extrapolated ? `${extrapolated.fits} (${word('density.extrapolated')}, ${budget} MiB)` : '',
    ];
  });
  return [
    `# VirtLens: ${word('measured')}`,
    '',
    ...[...machines].map((machine) => `- ${text(machine)}`),
    '',
    ...table(
      ['', ...costs.map((cost) => word(`cost.${cost}`)), word('ladder.date')],
      rungs.map(({ rung, of }, index) => [text(rung.name), ...costs.map((cost) => costOf(index, cost)), of.date.slice(0, 10)]),
    ),
    ...table(
      ['', ...facts.map((key) => word(`fact.${key}`))],
      rungs.map(({ rung, of }) => [text(rung.name), ...facts.map((key) => text(of.result.facts[key] ?? ''))]),
    ),
    ...table(['', word('layer'), word('ladder.facts'), word('ladder.taught')], layers),
    ...table([word('density'), word('ladder.date'), word('density.seen'), word('density.each'), word('density.fits')], dense),
  ].join('\n');
}
