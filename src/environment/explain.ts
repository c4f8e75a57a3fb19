import type { Confidence, EnvironmentKnowledge, Evidence, LayerKind } from '../model/environment.ts';
import { fulfilled, type SignalSeen } from './match.ts';
import { type Claimed, stack } from './stack.ts';

/** One sign: what was seen where, the rule that reads it, and what it says. */
export interface Sign {
  readonly rule: string;
  readonly seen: readonly SignalSeen[];
  readonly text: string;
  readonly sources: readonly string[];
}

export interface EnvironmentLayer {
  readonly id: string;
  readonly kind: LayerKind;
  readonly name: string;
  /** The name where there is room for a word. */
  readonly short: string;
  readonly technology?: string;
  readonly confidence: Confidence;
  /** The strongest sign first. */
  readonly evidence: readonly Sign[];
  readonly follows: string;
  readonly sources: readonly string[];
}

export interface Explanation {
  /** The outermost first. */
  readonly layers: readonly EnvironmentLayer[];
  /** Signs that say something other signs refute: shown, and not believed. */
  readonly doubts: readonly { readonly layer: string; readonly name: string; readonly sign: Sign; readonly because: Sign }[];
  readonly remarks: readonly Sign[];
}

/**
 * Which layers a program runs in, by what could be read. Pure; missing evidence gives fewer or less certain layers.
 * How signs of one layer, and layers under several names, come together is told in `stack.ts`.
 */
export function explain(evidence: Evidence, knowledge: EnvironmentKnowledge): Explanation {
  const facts = new Map(
    knowledge.facts.flatMap((fact) => {
      const seen = fulfilled(fact, evidence);
      return seen ? [[fact.id, { sign: toSign(fact, seen), remark: fact.remark }] as const] : [];
    }),
  );
  const names = new Map(knowledge.layers.map(({ id, name }) => [id, name]));
  const claims = new Map<string, Claimed[]>();
  const doubts: Explanation['doubts'][number][] = [];
  for (const rule of knowledge.rules) {
    const seen = fulfilled(rule, evidence);
    if (!seen) continue;
    const sign = toSign(rule, seen);
    const because = rule.unless.map((id) => facts.get(id)?.sign).find((each) => each !== undefined);
    if (because) doubts.push({ layer: rule.layer, name: names.get(rule.layer) ?? rule.layer, sign, because });
    else claims.set(rule.layer, [...(claims.get(rule.layer) ?? []), { rule, sign }]);
  }
  const remarks = [...facts.values()].filter(({ remark }) => remark).map(({ sign }) => sign);
  return { layers: stack(knowledge.layers, claims), doubts, remarks };
}

function toSign({ id, text, sources }: { id: string; text: string; sources: readonly string[] }, seen: readonly SignalSeen[]): Sign {
  return { rule: id, seen, text, sources };
}
