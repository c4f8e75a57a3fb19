import treeSitter, { type Node, type Parser } from '@vscode/tree-sitter-wasm';
import type { ReadBinary } from '../../model/format.ts';
import type { Command, ShellParser, Word } from './shell.ts';

/** Longer scripts are left unread, and those nested deeper: the grammar takes minutes for 10 000 open brackets. */
const MAX_LENGTH = 100_000;
const MAX_DEPTH = 200;

/** Programs that run the program named by their first argument. */
const WRAPPERS = new Set(['sudo', 'env', 'exec', 'command', 'time', 'nohup', 'nice', 'ionice', 'chronic']);
const OPTIONS_WITH_VALUE: Readonly<Record<string, RegExp>> = { sudo: /^-[ugCDhpRTrt]$/, env: /^-[uCS]$/, nice: /^-n$/, ionice: /^-[cnp]$/, exec: /^-a$/ };

let loading: Promise<ShellParser> | undefined;

/** Loads the bash grammar once; the second caller gets the first one's. A failed load may be tried again. */
export function loadBash(read: ReadBinary): Promise<ShellParser> {
  loading ??= load(read).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(read: ReadBinary): Promise<ShellParser> {
  const [runtime, grammar] = await Promise.all([read('wasm/tree-sitter.wasm'), read('wasm/tree-sitter-bash.wasm')]);
  const options = { wasmBinary: runtime, locateFile: (file: string) => file };
  await treeSitter.Parser.init(options);
  const parser = new treeSitter.Parser();
  parser.setLanguage(await treeSitter.Language.load(grammar));
  return { commands: (script) => (script.length > MAX_LENGTH || isDeep(script) ? [] : commandsOf(parser, script)) };
}

function isDeep(script: string): boolean {
  let depth = 0;
  for (const [bracket] of script.matchAll(/[([{}\])]/g)) {
    depth = Math.max(0, depth + ('([{'.includes(bracket) ? 1 : -1));
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

function commandsOf(parser: Parser, script: string): Command[] {
  const tree = parser.parse(script);
  if (!tree) return [];
  try {
    return tree.rootNode.descendantsOfType('command').flatMap((node) => (node ? unwrap(node) : []));
  } finally {
    tree.delete();
  }
}

/** A command, and the commands it wraps: `sudo env A=b modprobe x` is three. */
function unwrap(node: Node): Command[] {
  const name = node.childForFieldName('name');
  if (!name) return [];
  let words = [name, ...node.childrenForFieldName('argument')].filter((word) => word !== null);
  const commands: Command[] = [];
  for (;;) {
    const [command, ...rest] = words;
    if (!command || !isLiteral(command)) return commands;
    const text = unquote(command);
    const last = rest.at(-1) ?? command;
    commands.push({
      name: text,
      range: { start: command.startIndex, end: command.endIndex },
      words: rest.map((word): Word => ({ text: unquote(word), range: { start: word.startIndex, end: word.endIndex }, source: word.text })),
      argsRange: { start: rest[0]?.startIndex ?? command.endIndex, end: last.endIndex },
    });
    const program = text.replace(/^.*\//, '');
    if (!WRAPPERS.has(program)) return commands;
    const takesValue = OPTIONS_WITH_VALUE[program];
    let next = 0;
    for (; next < rest.length; next++) {
      const word = unquote(rest[next] as Node);
      if (takesValue?.test(word)) next++;
      else if (!word.startsWith('-') && !/^\w+=/.test(word)) break;
    }
    words = rest.slice(next);
  }
}

/** Whether the word is one program's name and not put together from variables. */
function isLiteral(word: Node): boolean {
  return !/[$`]/.test(word.text);
}

function unquote(word: Node): string {
  const text = word.text;
  return /^"[^"]*"$|^'[^']*'$/.test(text) ? text.slice(1, -1) : text.replaceAll(/["']/g, '');
}
