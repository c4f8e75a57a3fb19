/** Stands where a text stood that differs between the locales: its place in the locale's list. */
interface Slot {
  readonly $: number;
}

/**
 * Takes one value's versions in several languages apart: what all share, and what each says in its own words.
 * @param versions plain JSON values of the same shape, one a locale
 * @returns `shared` with a slot for each text that differs, and for each version the texts by slot
 * @throws when two versions differ in anything but strings
 */
export function separate(versions: readonly unknown[]): { shared: unknown; texts: readonly (readonly string[])[] } {
  const texts: string[][] = versions.map(() => []);
  const walk = (values: readonly unknown[]): unknown => {
    const [first, ...others] = values;
    if (typeof first === 'object' && first !== null) {
      const keys = Object.keys(first);
      const objects = values.map((value) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}));
      if (objects.some((each) => Object.keys(each).join() !== keys.join())) throw new Error(`versions differ in shape: ${keys.join()}`);
      const entries = keys.map((key) => [key, walk(objects.map((each) => each[key]))] as const);
      return Array.isArray(first) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
    }
    if (others.every((value) => value === first)) return first;
    const slot: Slot = { $: texts[0]?.length ?? 0 };
    for (const [index, value] of values.entries()) texts[index]?.push(String(value));
    return slot;
  };
  return { shared: walk(versions), texts };
}

/** Puts one locale's texts back into what `separate` shared. Changes `shared` and returns it. */
export function join(shared: unknown, texts: readonly string[]): unknown {
  if (typeof shared !== 'object' || shared === null) return shared;
  if ('$' in shared) return texts[(shared as Slot).$];
  const parts = shared as Record<string, unknown>;
  for (const key of Object.keys(parts)) {
    const part = parts[key];
    if (typeof part === 'object') parts[key] = join(part, texts);
  }
  return shared;
}
