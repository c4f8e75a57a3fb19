import { type Document, isMap, isPair, isSeq, LineCounter, type Node, parseDocument } from 'yaml';

/** Something wrong in the knowledge: where it stands (1-based line) and why it may not ship. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export type Path = readonly (string | number)[];

/** A YAML file read once: its plain value, and the line of any place in it. */
export interface YamlFile {
  readonly file: string;
  readonly value: unknown;
  /** The 1-based line of the node at `path`, or of its nearest ancestor that exists. */
  lineOf(path: Path): number;
}

/** Reads YAML. Syntax errors and duplicate keys go to `problems`; the value is then what could be read. */
export function readYaml(file: string, text: string, problems: Problem[]): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  for (const error of document.errors) {
    problems.push({ file, line: lines.linePos(error.pos[0]).line, message: error.message.split('\n')[0] ?? 'invalid YAML' });
  }
  return {
    file,
    value: document.errors.length ? undefined : document.toJS(),
    lineOf: (path) => lines.linePos(offsetOf(document, path)).line,
  };
}

function offsetOf(document: Document.Parsed, path: Path): number {
  let node: Node | null = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && String(item.key) === String(step));
      if (!pair) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value as Node | null;
    } else if (isSeq(node)) {
      node = (node.items[Number(step)] as Node | undefined) ?? null;
      if (!node) break;
      offset = node.range?.[0] ?? offset;
    } else break;
  }
  return offset;
}
