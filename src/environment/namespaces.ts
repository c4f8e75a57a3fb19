/** The kinds of namespace Linux has, as `/proc/PID/ns` names them. */
export const NAMESPACE_TYPES = ['user', 'mnt', 'pid', 'net', 'ipc', 'uts', 'cgroup', 'time'] as const;
export type NamespaceType = (typeof NAMESPACE_TYPES)[number];

/** One process as `/proc` shows it; a namespace that could not be read is not there. */
export interface ProcessRecord {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  readonly namespaces: Readonly<Partial<Record<NamespaceType, string>>>;
}

/** Processes that share every namespace, under those they came from. */
export interface World {
  readonly namespaces: ProcessRecord['namespaces'];
  /** Where it differs from the world it was made in. */
  readonly own: readonly NamespaceType[];
  readonly processes: readonly ProcessRecord[];
  /** The editor's own processes in it. */
  readonly editor: readonly number[];
  readonly inside: readonly World[];
}

/**
 * The processes of a machine by what they share, as a tree. A world lies inside the one that its oldest process's
 * nearest ancestor elsewhere belongs to. Processes none of whose namespaces could be read stand in a world without any.
 * @param editor ids of the editor's own processes
 */
export function worldsOf(records: readonly ProcessRecord[], editor: ReadonlySet<number>): readonly World[] {
  const byPid = new Map(records.map((record) => [record.pid, record]));
  const groups = grouped(
    [...records].sort((a, b) => a.pid - b.pid),
    keyOf,
  );
  const parentOf = new Map<string, string>();
  for (const [key, [first]] of groups) {
    const above = first && ancestorElsewhere(first, byPid);
    if (above && !leadsTo(parentOf, keyOf(above), key)) parentOf.set(key, keyOf(above));
  }
  const make = ([key, processes]: readonly [string, readonly ProcessRecord[]]): World => {
    const namespaces = processes[0]?.namespaces ?? {};
    const outside = groups.get(parentOf.get(key) ?? '')?.[0]?.namespaces;
    return {
      namespaces,
      own: outside ? NAMESPACE_TYPES.filter((type) => namespaces[type] !== undefined && outside[type] !== undefined && namespaces[type] !== outside[type]) : [],
      processes,
      editor: processes.map(({ pid }) => pid).filter((pid) => editor.has(pid)),
      inside: [...groups].filter(([each]) => parentOf.get(each) === key).map(make),
    };
  };
  return [...groups].filter(([key]) => !parentOf.has(key)).map(make);
}

/** The editor's own: a process and all it started, and what started it up to the first of the machine. */
export function familyOf(records: readonly ProcessRecord[], pid: number): ReadonlySet<number> {
  const byPid = new Map(records.map((record) => [record.pid, record]));
  const children = grouped(records, ({ parent }) => parent);
  const family = new Set<number>();
  const down = (each: number): void => {
    if (family.has(each)) return;
    family.add(each);
    for (const child of children.get(each) ?? []) down(child.pid);
  };
  down(pid);
  for (let above = byPid.get(pid)?.parent; above !== undefined && above > 1 && !family.has(above); above = byPid.get(above)?.parent) family.add(above);
  return family;
}

function keyOf({ namespaces }: ProcessRecord): string {
  return NAMESPACE_TYPES.map((type) => namespaces[type] ?? '').join(' ');
}

function ancestorElsewhere(record: ProcessRecord, byPid: ReadonlyMap<number, ProcessRecord>): ProcessRecord | undefined {
  const key = keyOf(record);
  const met = new Set<number>();
  for (let above = byPid.get(record.parent); above && !met.has(above.pid); above = byPid.get(above.parent)) {
    met.add(above.pid);
    if (keyOf(above) !== key && Object.keys(above.namespaces).length) return above;
  }
  return undefined;
}

function leadsTo(parentOf: ReadonlyMap<string, string>, from: string, to: string): boolean {
  for (let each: string | undefined = from; each !== undefined; each = parentOf.get(each)) if (each === to) return true;
  return false;
}

/** As `Map.groupBy`, which VS Code's server for remote machines does not have yet. */
function grouped<T, K>(all: readonly T[], keyFor: (each: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const each of all) {
    const key = keyFor(each);
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return groups;
}
