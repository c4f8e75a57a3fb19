/** From offsets in the UTF-8 of `text` to offsets in `text` itself. A half of a surrogate pair counts as U+FFFD, as TextEncoder writes it. */
export function byteOffsets(text: string): (byte: number) => number {
  let bytes = 0;
  for (let at = 0; at < text.length; at++) bytes += width(text, at);
  if (bytes === text.length) return (byte) => byte;
  const table = new Uint32Array(bytes + 1);
  let byte = 0;
  for (let at = 0; at < text.length; at++) {
    const end = byte + width(text, at);
    while (byte < end) table[byte++] = at;
  }
  table[bytes] = text.length;
  return (offset) => table[offset] ?? text.length;
}

/** How many bytes the code unit at `at` begins; the second half of a pair begins none. */
function width(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  if (code < 0xd800 || code > 0xdfff) return 3;
  if (code < 0xdc00) return isLow(text.charCodeAt(at + 1)) ? 4 : 3;
  return at > 0 && isHigh(text.charCodeAt(at - 1)) ? 0 : 3;
}

function isHigh(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00;
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000;
}
