import { facetsIn, type Placed } from '../vmx/facets.ts';
import { pathOf } from '../vmx/path.ts';
import type { Draft } from './drafts.ts';

/** Where `v.vmx["key"] = nil` stands: the key is taken out of the machine's .vmx file. */
const REMOVED = 'provider/vmware/vmx/removed';

/** A line that `v.vmx["memsize"] = "1024"` writes into the machine's .vmx file. */
export interface VmxLine extends Placed {
  readonly draft: Draft;
}

/** The path of such a line: that of the setting in a .vmx file, whose notes speak of it. */
export function vmxPathOf(key: string, value: string): string {
  return value === 'nil' ? REMOVED : pathOf(key).path;
}

export function vmxLine(key: string, draft: Draft): VmxLine {
  return { at: pathOf(key), value: draft.value, draft };
}

/** Gives the lines the facets they have in a .vmx file: those of all machines together with those of their own machine. */
export function completeVmx(lines: readonly VmxLine[]): void {
  const kept = lines.filter(({ draft }) => draft.path !== REMOVED);
  for (const machine of new Set(kept.map(({ draft }) => draft.machine))) {
    const own = kept.filter(({ draft }) => draft.machine === machine);
    const facetsOf = facetsIn(machine === 0 ? own : [...kept.filter(({ draft }) => draft.machine === 0), ...own]);
    for (const line of own) Object.assign(line.draft.facets, facetsOf(line));
  }
}
