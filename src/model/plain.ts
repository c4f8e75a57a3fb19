/**
 * A foreign text on one short line, as it may be shown: no control characters, no line breaks, nothing that turns the
 * direction of writing or cannot be seen. It is still to be escaped.
 * @param length characters at most; a longer text ends with `…`
 */
export function plainLine(text: string, length: number): string {
  // A long text is not looked through: what is left out of the beginning is made up for by the factor.
  const line = text
    .slice(0, 4 * length)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd\s]+/gu, ' ')
    .trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}
