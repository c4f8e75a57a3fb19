import type { Technology } from '../model/knowledge.ts';
import type { Facts, Measure, Relation, Rung } from '../model/lab.ts';
import { type BoundaryId, LAYERS, type LayerId } from '../model/vocabulary.ts';
import { matches } from './classify.ts';

export interface Verdict {
  readonly layer: LayerId;
  /** What the lesson says; missing where no technology is named. */
  readonly taught?: BoundaryId;
  readonly says: 'agrees' | 'contradicts' | 'nothing';
  /** What was measured: the measure's id, its facts, and the boundaries that fit. */
  readonly measure?: string;
  readonly facts: readonly string[];
  readonly fits: readonly BoundaryId[];
  /** Where it contradicts: why, if the knowledge says so. */
  readonly why?: string;
}

/** Seconds that the start of one kernel may seem to move: it is computed anew from two clocks. */
const SAME_START = 2;

/** How a rung's facts stand to the host's, by name; `kernel` sums up which kernel answered. */
export function relations(host: Facts, inside: Facts): Readonly<Record<string, Relation>> {
  const result: Record<string, Relation> = {};
  for (const key of new Set([...Object.keys(host), ...Object.keys(inside)])) {
    const [outer, inner] = [host[key], inside[key]];
    result[key] = outer === undefined || inner === undefined ? 'missing' : outer === inner ? 'same' : 'differs';
  }
  result.kernel = kernel(host, inside, result);
  return result;
}

/** A boot id can be mounted over: version, release and start time decide then, and without a start time nothing does. */
function kernel(host: Facts, inside: Facts, relation: Readonly<Record<string, Relation>>): Relation {
  if (relation.boot_id === 'same') return 'same';
  const apart = Math.abs(Number(host.btime) - Number(inside.btime));
  if (relation['uname.version'] === 'same' && relation['uname.release'] === 'same') {
    if (Number.isNaN(apart)) return 'missing';
    if (apart <= SAME_START) return 'same';
  }
  if (relation.boot_id === 'differs' || relation['uname.release'] === 'differs') return 'differs';
  return 'missing';
}

/**
 * Holds what was measured against what is taught, layer by layer.
 * @param technology the one the rung belongs to; without it nothing is taught and nothing can be contradicted
 */
export function compare(
  rung: Pick<Rung, 'ours' | 'deviates'>,
  host: Facts,
  inside: Facts,
  measures: readonly Measure[],
  technology: Technology | undefined,
): Verdict[] {
  const relation = relations(host, inside);
  const holds = (measure: Measure) =>
    measure.when.every(({ fact, is }) => {
      if (rung.ours.includes(fact)) return false;
      if (is === 'same' || is === 'differs' || is === 'missing') return (relation[fact] ?? 'missing') === is;
      const value = inside[fact];
      return value !== undefined && matches(is, value);
    });
  return LAYERS.map((layer): Verdict => {
    const taught = technology?.cells[layer].boundary;
    const known = taught === undefined ? {} : { taught };
    const measure = measures.find((each) => each.layer === layer && holds(each));
    if (!measure) return { layer, ...known, says: 'nothing', facts: [], fits: [] };
    const { id, fits, when } = measure;
    const says = taught === undefined ? 'nothing' : fits.includes(taught) ? 'agrees' : 'contradicts';
    const why = says === 'contradicts' ? rung.deviates[layer] : undefined;
    return { layer, ...known, says, measure: id, facts: when.map(({ fact }) => fact), fits, ...(why !== undefined && { why }) };
  });
}
