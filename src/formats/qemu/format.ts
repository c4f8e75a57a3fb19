import type { FileHint, Format } from '../../model/format.ts';
import { programOf } from './program.ts';

/** Sections whose first line `[drive "d0"]` names a thing, with a setting that QEMU's have. */
const NAMED =
  /^[ \t]*\[(?:(?:device|drive|netdev|chardev|object|fsdev|audiodev|mon|tpmdev|spice|vnc)[ \t]+"[^"\n]*"|smp-opts|boot-opts|accel)\][ \t]*\r?\n(?:[ \t]*(?:[#\w.-].*)?\r?\n){0,12}?[ \t]*(?:driver|type|backend|qom-type|fsdriver|file|if|chardev|mode|bus|vnc|port|unix|cpus|sockets|cores|order|menu|accel)[ \t]*=[ \t]*"/m;
/** Sections that others have too; two of them with QEMU's settings make a sign. */
const PLAIN = [
  /^[ \t]*\[machine\][ \t]*\r?\n(?:[ \t]*(?:[#\w.-].*)?\r?\n){0,8}?[ \t]*(?:type|accel)[ \t]*=[ \t]*"/m,
  /^[ \t]*\[memory\][ \t]*\r?\n(?:[ \t]*(?:[#\w.-].*)?\r?\n){0,8}?[ \t]*size[ \t]*=[ \t]*"/m,
  /^[ \t]*\[device\][ \t]*\r?\n(?:[ \t]*(?:[#\w.-].*)?\r?\n){0,8}?[ \t]*driver[ \t]*=[ \t]*"/m,
  /^[ \t]*\[drive\][ \t]*\r?\n(?:[ \t]*(?:[#\w.-].*)?\r?\n){0,8}?[ \t]*(?:file|if|format)[ \t]*=[ \t]*"/m,
  /^[ \t]*\[name\][ \t]*\r?\n(?:[ \t]*(?:[#\w.-].*)?\r?\n){0,8}?[ \t]*guest[ \t]*=[ \t]*"/m,
  /^[ \t]*\[rtc\][ \t]*\r?\n(?:[ \t]*(?:[#\w.-].*)?\r?\n){0,8}?[ \t]*(?:base|clock|driftfix)[ \t]*=[ \t]*"/m,
  /^[ \t]*\[global\][ \t]*\r?\n(?:[ \t]*(?:[#\w.-].*)?\r?\n){0,8}?[ \t]*driver[ \t]*=[ \t]*"/m,
];
/** QEMU takes no value without quotation marks; other ini files, systemd's among them, have them. */
const UNQUOTED = /^[ \t]*[\w.-]+[ \t]*=[ \t]*[^"\s{<@$%]/m;
/** Files of other languages, in which the same lines would mean something else. */
const FOREIGN = /\.(?:toml|ya?ml|json|md|rst|[jt]sx?|py|rb|go|rs|c|h|xml|html?)$/i;
const COMMAND_NAME = /(?:^|[\\/])[^\\/.]+$|\.(?:qemu|args|cmdline|log|txt)$/i;
/** The first word that is neither comment, nor a log's first line, nor a setting of the environment. */
const FIRST_WORD =
  /^\ufeff?(?:[ \t]*(?:#(?!!).*|\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d.*)?\r?\n)*(?:[ \t]*[A-Za-z_]\w*=\S*(?:[ \t]|\\\r?\n)+|[ \t]*(?:sudo|exec|env|nohup|time|command)[ \t]+)*[ \t]*"?([^\s"#]+)/;

/** `-readconfig` files and texts that are one QEMU command line, told by their content. */
export const qemu: Format = {
  id: 'qemu',
  selectors: [
    { language: 'qemu' },
    { language: 'ini' },
    { language: 'properties' },
    { language: 'log' },
    { pattern: '**/*.cfg' },
    { pattern: '**/*.conf' },
    { pattern: '**/*.ini' },
    { pattern: '**/*.qemu' },
    { pattern: '**/*.args' },
    { pattern: '**/*.cmdline' },
  ],
  recognises: ({ path, languageId, head }: FileHint) => head !== undefined && !FOREIGN.test(path) && (isConfig(head) || isCommand(path, languageId, head)),
  familyOf: () => 'machines',
  load: async () => {
    const { parseQemu } = await import('./parse.ts');
    return { parse: parseQemu };
  },
};

function isConfig(head: string): boolean {
  if (UNQUOTED.test(head)) return false;
  return NAMED.test(head) || PLAIN.filter((sign) => sign.test(head)).length >= 2;
}

function isCommand(path: string, languageId: string | undefined, head: string): boolean {
  if (languageId === 'shellscript' || !COMMAND_NAME.test(path)) return false;
  const program = FIRST_WORD.exec(head)?.[1];
  return program !== undefined && programOf(program) !== undefined && /\s-/.test(head);
}
