import type { Match } from '../model/knowledge.ts';

/**
 * A `when` pattern of the notes: `/…/flags` is a regular expression, anything else a text. A path such as
 * `/etc/hosts` is a text: its last segment is no set of flags.
 */
export function regexParts(pattern: string): { re: string; flags: string } | undefined {
  const parts = /^\/(.*)\/([imsu]*)$/s.exec(pattern);
  return parts ? { re: parts[1] ?? '', flags: parts[2] ?? '' } : undefined;
}

/** A pattern as it is emitted. */
export function toMatch(pattern: string): Match {
  return regexParts(pattern) ?? pattern;
}

/** One or several, always as a list. */
export function list<T extends string>(value: T | readonly T[]): readonly T[] {
  return typeof value === 'string' ? [value] : value;
}
