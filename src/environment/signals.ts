import type { EnvironmentKnowledge } from '../model/environment.ts';

/** All signals the rules ask for: what a reader of evidence has to collect, and no more. */
export function signalsOf(knowledge: EnvironmentKnowledge): readonly string[] {
  const conditions = [...knowledge.rules, ...knowledge.facts];
  return [...new Set(conditions.flatMap(({ when, absent }) => [...when.map(({ signal }) => signal), ...absent]))];
}
