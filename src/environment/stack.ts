import { CONFIDENCES, type Confidence, type Rule, type Surrounding } from '../model/environment.ts';
import type { EnvironmentLayer, Sign } from './explain.ts';

/** A rule that holds, with what it holds by. */
export interface Claimed {
  readonly rule: Rule;
  readonly sign: Sign;
}

/**
 * Layers from claims, the outermost first.
 * - A layer under an exact name takes the signs of the inexact ones it covers; where two cover the same, the inner one,
 *   as what is seen is nearest to the program.
 * - An exact name that is only a guess, over a layer that is surely there, gives its signs to that layer instead.
 * - Two signs read in different places make a layer one step surer than its best sign; a guess only by signs of its own.
 */
export function stack(layers: readonly Surrounding[], claims: ReadonlyMap<string, readonly Claimed[]>): readonly EnvironmentLayer[] {
  const present = layers.filter(({ id }) => claims.has(id));
  const own = (id: string): readonly Claimed[] => claims.get(id) ?? [];
  const under = new Map<string, string>();
  for (const { id, covers } of present) {
    const covered = present.filter((layer) => layer.id !== id && covers.includes(layer.id));
    const surer = covered.filter((layer) => rank(confidence(own(layer.id), [])) > rank('guess')).at(-1);
    if (surer && confidence(own(id), []) === 'guess') under.set(id, surer.id);
    else for (const layer of covered) under.set(layer.id, id);
  }
  const top = (id: string): string => {
    const above = under.get(id);
    return above === undefined ? id : top(above);
  };
  return present
    .filter(({ id }) => !under.has(id))
    .map(({ id, kind, name, short, technology, follows, sources }) => {
      const mine = own(id).toSorted((a, b) => rank(b.rule.confidence) - rank(a.rule.confidence));
      const borrowed = present.filter((layer) => layer.id !== id && top(layer.id) === id).flatMap((layer) => own(layer.id));
      return {
        id,
        kind,
        name,
        short,
        ...(technology === undefined ? {} : { technology }),
        confidence: confidence(mine, borrowed),
        evidence: seenFirst([...mine, ...borrowed].map(({ sign }) => sign)),
        follows,
        sources,
      };
    });
}

function confidence(own: readonly Claimed[], borrowed: readonly Claimed[]): Confidence {
  const best = own.reduce((a, b) => (rank(b.rule.confidence) > rank(a.rule.confidence) ? b : a));
  const read = new Set(best.sign.seen.map(({ signal }) => signal));
  const rest = own.filter((claim) => claim !== best);
  // A sign of "some virtual machine" makes a likely VMware certain; which one it is, it does not help to guess.
  const others = best.rule.confidence === 'guess' ? rest : [...rest, ...borrowed];
  const agreed = others.some(({ sign }) => sign.seen.some(({ signal }) => !read.has(signal)));
  return CONFIDENCES[rank(best.rule.confidence) + (agreed ? 1 : 0)] ?? best.rule.confidence;
}

/** What is always true is worth saying only where nothing was seen. */
function seenFirst(signs: readonly Sign[]): readonly Sign[] {
  const seen = signs.filter((sign) => sign.seen.length > 0);
  return seen.length ? seen : signs;
}

function rank(confidence: Confidence): number {
  return CONFIDENCES.indexOf(confidence);
}
