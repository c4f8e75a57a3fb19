import type { Condition, EnvironmentKnowledge } from '../model/environment.ts';
import type { Locale } from '../model/vocabulary.ts';
import { list, toMatch } from './pattern.ts';
import type { Path } from './problem.ts';
import type { Placed, RawEnvironment, RawFact, RawRule, Text } from './raw.ts';

interface Limit {
  readonly en: number;
  readonly ja: number;
}

/** What the checker offers to the checks of one file. */
export interface Checks {
  define(kind: string, id: string, path: Path): void;
  need(kind: string, ids: string | readonly string[] | undefined, path: Path): void;
  length(text: Text, limit: Limit, path: Path): void;
  pattern(pattern: string, path: Path): void;
  report(path: Path, message: string): void;
}

const SAYS: Limit = { en: 35, ja: 110 };
const FOLLOWS: Limit = { en: 45, ja: 150 };
const SHORT: Limit = { en: 2, ja: 16 };

/** Checks the rules of the surroundings: every id defined once and known, every pattern a pattern, every text short. */
export function checkEnvironment({ value }: Placed<RawEnvironment>, checks: Checks): void {
  value.layers.forEach(({ id }, i) => {
    checks.define('surrounding', id, ['layers', i]);
  });
  value.facts.forEach((fact, i) => {
    claim('fact', fact, ['facts', i], checks);
  });
  value.layers.forEach(({ id, short, technology, covers, follows, sources }, i) => {
    const at = ['layers', i];
    checks.need('technology', technology, [...at, 'technology']);
    checks.need('surrounding', covers, [...at, 'covers']);
    if (reaches(value, id, id)) checks.report([...at, 'covers'], `"${id}" covers itself`);
    checks.need('source', sources, [...at, 'sources']);
    checks.length(short, SHORT, [...at, 'short']);
    checks.length(follows, FOLLOWS, [...at, 'follows']);
  });
  value.rules.forEach((rule, i) => {
    const at = ['rules', i];
    claim('rule', rule, at, checks);
    checks.need('surrounding', rule.layer, [...at, 'layer']);
    checks.need('fact', rule.unless, [...at, 'unless']);
  });
}

/** Whether a layer covers another, or one that does. */
function reaches({ layers }: RawEnvironment, from: string, to: string, met: Set<string> = new Set()): boolean {
  if (met.has(from)) return false;
  met.add(from);
  const covers = layers.find(({ id }) => id === from)?.covers ?? [];
  return covers.some((each) => each === to || reaches({ layers, facts: [], rules: [] }, each, to, met));
}

function claim(kind: string, raw: RawFact | RawRule, at: Path, checks: Checks): void {
  checks.define(kind, raw.id, at);
  checks.need('source', raw.sources, [...at, 'sources']);
  checks.length(raw.text, SAYS, [...at, 'text']);
  for (const pattern of Object.values(raw.when ?? {}).flat()) checks.pattern(pattern, [...at, 'when']);
}

/** The rules in one language, as they are emitted. */
export function localizeEnvironment(raw: RawEnvironment, locale: Locale): Omit<EnvironmentKnowledge, 'sources'> {
  const condition = ({ when = {}, absent = [] }: RawFact | RawRule): Condition => ({
    when: Object.entries(when).map(([signal, any]) => ({ signal, any: list(any).map(toMatch) })),
    absent,
  });
  return {
    layers: raw.layers.map(({ id, kind, name, short, technology, covers = [], follows, sources }) => ({
      id,
      kind,
      name: name[locale],
      short: short[locale],
      ...(technology === undefined ? {} : { technology }),
      covers,
      follows: follows[locale],
      sources,
    })),
    facts: raw.facts.map((fact) => ({ ...condition(fact), id: fact.id, remark: fact.remark ?? false, text: fact.text[locale], sources: fact.sources })),
    rules: raw.rules.map((rule) => ({
      ...condition(rule),
      id: rule.id,
      layer: rule.layer,
      confidence: rule.confidence,
      unless: rule.unless ?? [],
      text: rule.text[locale],
      sources: rule.sources,
    })),
  };
}
