import { meaning } from '../lab/plan.ts';
import { FACTS } from '../lab/probe.ts';
import type { Attempt, Facts, LabKnowledge, LabReport, Preparation, Step } from '../model/lab.ts';
import type { BoundaryId, LayerId, Locale } from '../model/vocabulary.ts';
import { regexParts } from './pattern.ts';
import type { Path } from './problem.ts';
import type { Placed, Text } from './raw.ts';

interface RawRung {
  readonly id: string;
  readonly name: Text;
  readonly text: Text;
  readonly technology?: string;
  readonly rootTechnology?: string;
  readonly systems: readonly string[];
  readonly prepare?: readonly Preparation[];
  readonly ours?: readonly string[];
  readonly deviates?: Readonly<Record<string, Text>>;
  readonly scale?: string;
  readonly figures?: readonly string[];
  readonly together?: readonly Step[];
  readonly attempts: readonly Attempt[];
  readonly sources: readonly string[];
}
interface RawFailure {
  readonly id: string;
  readonly rungs?: readonly string[];
  readonly when: Readonly<Record<string, string | readonly string[]>>;
  readonly text: Text;
  readonly sources?: readonly string[];
}
interface RawMeasure {
  readonly id: string;
  readonly layer: LayerId;
  readonly when: Facts;
  readonly fits: readonly BoundaryId[];
  readonly text: Text;
  readonly sources: readonly string[];
}
interface RawTool {
  readonly id: string;
  readonly text: Text;
  readonly flags: Readonly<Record<string, Text>>;
  readonly sources: readonly string[];
}
interface RawTools {
  readonly tools: readonly RawTool[];
  readonly preparations: Readonly<Record<string, Text>>;
  readonly places: Readonly<Record<string, Text>>;
  readonly guards: readonly Step[];
}

/** The files of `src/knowledge/lab`. */
export interface RawLab {
  readonly rungs: Placed<readonly RawRung[]>;
  readonly failures: Placed<readonly RawFailure[]>;
  readonly measures: Placed<readonly RawMeasure[]>;
  readonly tools: Placed<RawTools>;
  readonly recorded: Placed<readonly LabReport[]>;
}

type Read = <T>(file: string, schema: string, empty: T) => Placed<T>;

/** Reads the lab's files. */
export function readLab(read: Read): RawLab {
  return {
    rungs: read('lab/rungs.yaml', 'lab-rungs', []),
    failures: read('lab/failures.yaml', 'lab-failures', []),
    measures: read('lab/measures.yaml', 'lab-measures', []),
    tools: read('lab/tools.yaml', 'lab-tools', { tools: [], preparations: {}, places: {}, guards: [] }),
    recorded: read('lab/recorded.yaml', 'lab-recorded', []),
  };
}

/** What the checker of all knowledge lends to this one. */
interface Checks {
  define(kind: string, id: string, at: Placed<unknown>, path: Path): void;
  need(kind: string, ids: string | readonly string[] | undefined, at: Placed<unknown>, path: Path): void;
  length(at: Placed<unknown>, path: Path, text: Text, limit: { readonly en: number; readonly ja: number }): void;
  pattern(at: Placed<unknown>, path: Path, pattern: string): void;
  report(at: Placed<unknown>, path: Path, message: string): void;
}

const SENTENCES = { en: 45, ja: 150 };
/** Facts that are worked out, not printed. */
const DERIVED = ['kernel'];

/** Checks ids, sources, lengths, patterns, fact names; that every flag is explained and every place has a name. */
export function checkLab({ rungs, failures, measures, tools, recorded }: RawLab, checks: Checks): void {
  for (const [i, tool] of tools.value.tools.entries()) {
    checks.define('lab tool', tool.id, tools, ['tools', i]);
    checks.need('source', tool.sources, tools, ['tools', i, 'sources']);
  }
  const command = (at: Placed<unknown>, path: Path, steps: readonly Step[]) => {
    for (const [i, step] of steps.entries()) {
      const id = 'tool' in step ? step.tool : (step.inside.split('/').at(-1) ?? '');
      checks.need('lab tool', id, at, [...path, i]);
      const tool = tools.value.tools.find((each) => each.id === id);
      for (const arg of step.args) {
        if (arg.startsWith('-') && meaning(arg, tool && { flags: Object.fromEntries(Object.keys(tool.flags).map((flag) => [flag, flag])) }) === undefined)
          checks.report(at, [...path, i], `"${id}" has no explanation for ${arg}`);
        for (const [, name = ''] of arg.matchAll(/\{([a-z]+)\}/g)) if (!(name in tools.value.places)) checks.report(at, [...path, i], `no place "${name}"`);
      }
    }
  };
  command(tools, ['guards'], tools.value.guards);
  for (const [id, text] of Object.entries(tools.value.preparations)) checks.length(tools, ['preparations', id], text, SENTENCES);
  for (const [i, rung] of rungs.value.entries()) {
    checks.define('rung', rung.id, rungs, [i]);
    checks.need('source', rung.sources, rungs, [i, 'sources']);
    checks.need('technology', rung.technology, rungs, [i, 'technology']);
    checks.need('technology', rung.rootTechnology, rungs, [i, 'rootTechnology']);
    checks.need('scale kind', rung.scale, rungs, [i, 'scale']);
    checks.need('figure', rung.figures, rungs, [i, 'figures']);
    checks.length(rungs, [i, 'text'], rung.text, SENTENCES);
    for (const [layer, text] of Object.entries(rung.deviates ?? {})) checks.length(rungs, [i, 'deviates', layer], text, SENTENCES);
    for (const fact of rung.ours ?? []) known(fact, rungs, [i, 'ours'], checks);
    command(rungs, [i, 'together'], rung.together ?? []);
    for (const [a, attempt] of rung.attempts.entries()) {
      command(rungs, [i, 'attempts', a, 'command'], attempt.command);
      for (const [b, steps] of (attempt.after ?? []).entries()) command(rungs, [i, 'attempts', a, 'after', b], steps);
    }
  }
  for (const [i, failure] of failures.value.entries()) {
    checks.define('lab failure', failure.id, failures, [i]);
    checks.need('source', failure.sources, failures, [i, 'sources']);
    checks.need('rung', failure.rungs, failures, [i, 'rungs']);
    checks.length(failures, [i, 'text'], failure.text, SENTENCES);
    for (const pattern of Object.values(failure.when).flat()) checks.pattern(failures, [i, 'when'], pattern);
  }
  for (const [i, measure] of measures.value.entries()) {
    checks.define('lab measure', measure.id, measures, [i]);
    checks.need('source', measure.sources, measures, [i, 'sources']);
    checks.length(measures, [i, 'text'], measure.text, SENTENCES);
    for (const [fact, pattern] of Object.entries(measure.when)) {
      known(fact, measures, [i, 'when'], checks);
      checks.pattern(measures, [i, 'when'], pattern);
    }
  }
  for (const [i, report] of recorded.value.entries()) {
    for (const [r, { id, reason }] of report.rungs.entries()) {
      checks.need('rung', id, recorded, [i, 'rungs', r, 'id']);
      checks.need('lab failure', reason?.id, recorded, [i, 'rungs', r, 'reason']);
    }
  }
}

function known(fact: string, at: Placed<unknown>, path: Path, checks: Checks): void {
  if (![...FACTS, ...DERIVED].includes(fact)) checks.report(at, path, `no fact "${fact}"`);
}

/** Every source the lab cites. */
export function labSources({ rungs, failures, measures, tools }: RawLab): string[] {
  return [...rungs.value, ...failures.value, ...measures.value, ...tools.value.tools].flatMap(({ sources = [] }) => sources);
}

/** The lab's knowledge in one language. */
export function localizeLab({ rungs, failures, measures, tools }: RawLab, locale: Locale): Omit<LabKnowledge, 'sources'> {
  const match = (pattern: string) => regexParts(pattern) ?? pattern;
  const texts = (all: Readonly<Record<string, Text>>) => Object.fromEntries(Object.entries(all).map(([key, text]) => [key, text[locale]]));
  return {
    rungs: rungs.value.map((rung) => ({
      ...rung,
      name: rung.name[locale],
      text: rung.text[locale],
      prepare: rung.prepare ?? [],
      ours: rung.ours ?? [],
      figures: rung.figures ?? [],
      deviates: texts(rung.deviates ?? {}),
    })),
    failures: failures.value.map(({ id, rungs: only = [], when, text, sources = [] }) => ({
      id,
      rungs: only,
      when: Object.entries(when).map(([key, any]) => ({ key, any: (typeof any === 'string' ? [any] : any).map(match) })),
      text: text[locale],
      sources,
    })),
    measures: measures.value.map((measure) => ({
      ...measure,
      when: Object.entries(measure.when).map(([fact, is]) => ({ fact, is: match(is) })),
      text: measure.text[locale],
    })),
    tools: tools.value.tools.map(({ id, text, flags, sources }) => ({ id, text: text[locale], flags: texts(flags), sources })),
    preparations: texts(tools.value.preparations),
    places: texts(tools.value.places),
    guards: tools.value.guards,
  };
}
