import type { Element, Range, Workload } from '../../model/element.ts';

/** What a draft says of itself; the rest of an Element follows when all machines and providers are known. */
export interface Draft extends Omit<Element, 'parent' | 'facets' | 'workload'> {
  readonly facets: Record<string, string>;
  /** 0: of all machines. */
  readonly machine: number;
  /** The provider whose block it stands in. */
  readonly provider?: string;
  readonly parent?: Draft;
}

export interface Machine {
  readonly name: string;
  readonly range: Range;
}

/**
 * Drafts to elements and workloads. A file without `define` is one workload, `default`; with it, what stands outside is the base of all.
 * Vagrant takes the first provider it can use in the order of the file: that one's settings belong to the workload itself, those of the
 * others to workloads of their own, which start from what all providers have in common.
 */
export function arrange(drafts: readonly Draft[], machines: readonly Machine[]): { elements: Element[]; workloads: Workload[] } {
  const providers = machines.map(() => new Set<string>());
  for (const { machine, provider } of drafts) if (provider !== undefined) providers[machine]?.add(provider);
  const shared = [...(providers[0] ?? [])];
  // Where every machine names the same one, it is that of what they have in common, too.
  const all = new Set(providers.flatMap((each) => [...each]));
  const single = all.size === 1 ? [...all][0] : undefined;
  const workloads: Workload[] = [];
  const common: number[] = [];
  const index = new Map<string, number>();
  const add = (name: string, range: Range, base: number | undefined, final: boolean) => {
    workloads.push({ name, range, ...(base !== undefined && { base }), ...(final && { final }) });
    return workloads.length - 1;
  };
  machines.forEach(({ name, range }, machine) => {
    const own = [...(providers[machine] ?? [])];
    const base = machine === 0 ? undefined : (index.get(`0/${shared[0] ?? ''}`) ?? 0);
    const forked = machine === 0 && own.length > 1;
    common[machine] = add(forked ? `${name} (any provider)` : name, range, base, machine > 0 || (machines.length === 1 && !forked));
    own.forEach((provider, order) => {
      const main = machine === 0 ? order === 0 : provider === (shared[0] ?? own[0]);
      const at = main && !forked ? common[machine] : add(`${name} (${provider})`, range, baseOf(machine, provider), main && machines.length === 1);
      if (at !== undefined) index.set(`${machine}/${provider}`, at);
    });
  });
  function baseOf(machine: number, provider: string): number {
    return machine === 0 ? 0 : (index.get(`0/${provider}`) ?? 0);
  }
  const elements = new Map<Draft, Element>();
  for (const draft of drafts) {
    const { machine, provider, parent, facets, ...rest } = draft;
    const workload = (provider === undefined ? undefined : index.get(`${machine}/${provider}`)) ?? common[machine] ?? 0;
    const known = provider ?? shared[0] ?? [...(providers[machine] ?? [])][0] ?? single;
    const above = parent && elements.get(parent);
    elements.set(draft, { ...rest, workload, facets: known === undefined ? facets : { provider: known, ...facets }, ...(above && { parent: above }) });
  }
  return { elements: [...elements.values()], workloads };
}
