/** One entry of an archive: a file, a folder, a link or a character device. */
export type CpioEntry = { readonly path: string } & (
  | { readonly kind: 'file'; readonly data: Uint8Array; readonly executable: boolean }
  | { readonly kind: 'folder' }
  | { readonly kind: 'link'; readonly target: string }
  | { readonly kind: 'device'; readonly major: number; readonly minor: number }
);

const MODES = { file: 0o100644, folder: 0o040755, link: 0o120777, device: 0o020666 };

/**
 * An archive as the kernel unpacks it into its first root: the "newc" format of its documentation, not compressed.
 * All files are root's and dated 0, so that the same entries make the same bytes.
 * @param entries folders before what is in them; paths relative, without a leading slash
 */
export function cpio(entries: readonly CpioEntry[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const put = (bytes: Uint8Array, aligned: number) => {
    parts.push(bytes);
    const padding = (4 - (aligned % 4)) % 4;
    if (padding) parts.push(new Uint8Array(padding));
  };
  const member = (path: string, mode: number, data: Uint8Array, inode: number, device: readonly [number, number]) => {
    const name = utf8(`${path}\0`);
    const fields = [inode, mode, 0, 0, 1, 0, data.length, 0, 0, ...device, name.length, 0];
    const head = utf8(`070701${fields.map((field) => field.toString(16).padStart(8, '0')).join('')}`);
    const header = new Uint8Array(head.length + name.length);
    header.set(head);
    header.set(name, head.length);
    put(header, header.length);
    put(data, data.length);
  };
  const none = new Uint8Array();
  for (const [index, entry] of entries.entries()) {
    const mode = MODES[entry.kind] | (entry.kind === 'file' && entry.executable ? 0o111 : 0);
    const data = entry.kind === 'file' ? entry.data : entry.kind === 'link' ? utf8(entry.target) : none;
    member(entry.path, mode, data, index + 1, entry.kind === 'device' ? [entry.major, entry.minor] : [0, 0]);
  }
  member('TRAILER!!!', 0, none, 0, [0, 0]);
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** UTF-8, in a room without an encoder. */
function utf8(text: string): Uint8Array {
  const bytes = encodeURIComponent(text).replace(/%([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Uint8Array.from(bytes, (character) => character.charCodeAt(0));
}
