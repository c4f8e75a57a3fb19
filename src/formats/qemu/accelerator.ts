import type { Facets, Group } from './emit.ts';

/** The accelerator that is tried first (`-accel`, `-machine accel=kvm:tcg`), in lower case; undefined when none is named. */
export function acceleratorOf(groups: readonly Pick<Group, 'group' | 'pieces'>[]): string | undefined {
  for (const { group, pieces } of groups) {
    if (group !== 'accel' && group !== 'machine') continue;
    const value = pieces.find(({ key }) => key === 'accel')?.value;
    const first = value?.split(':')[0]?.trim().toLowerCase();
    if (first) return first;
  }
  return undefined;
}

/** Facets `machine` (the type as written) and `board` (what kind of board that is), where a type is named. */
export function machineOf(groups: readonly Pick<Group, 'group' | 'pieces'>[]): Facets {
  const value = groups
    .find(({ group, pieces }) => group === 'machine' && pieces.some(({ key }) => key === 'type'))
    ?.pieces.find(({ key }) => key === 'type')?.value;
  return value ? { machine: value } : {};
}
