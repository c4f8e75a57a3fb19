/** Other spellings of mount options and the main name of each (Dockerfile reference, RUN --mount). */
const SYNONYMS: Readonly<Record<string, string>> = { dst: 'target', destination: 'target', src: 'source', ro: 'readonly', rw: 'readwrite' };

/** The main name of a mount option, lower case. */
export function optionName(name: string): string {
  const lower = name.toLowerCase();
  return SYNONYMS[lower] ?? lower;
}

/** A mount's options by main name; the type is `bind` unless given. */
export function mountFacets(options: readonly { readonly name: string; readonly value: string }[]): Record<string, string> {
  return { type: 'bind', ...Object.fromEntries(options.map((option) => [optionName(option.name), option.value])) };
}
