/**
 * A `when` pattern of the notes: `/…/flags` is a regular expression, anything else a text. A path such as
 * `/etc/hosts` is a text: its last segment is no set of flags.
 */
export function regexParts(pattern: string): { re: string; flags: string } | undefined {
  const parts = /^\/(.*)\/([imsu]*)$/s.exec(pattern);
  return parts ? { re: parts[1] ?? '', flags: parts[2] ?? '' } : undefined;
}
