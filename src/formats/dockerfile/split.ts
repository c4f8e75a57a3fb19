import type { Range } from '../../model/element.ts';
import { Lines } from '../lines.ts';
import { isBlank, isComment, isContinued, joinLines } from './continuation.ts';

/** A here-document of an instruction: its `<<EOF` word and the lines it holds. */
export interface Heredoc {
  readonly marker: Range;
  readonly delimiter: string;
  readonly body: Range;
}

/** One instruction with everything that belongs to it: continued lines, comments between them, here-documents. */
export interface Chunk {
  /** Upper case. */
  readonly keyword: string;
  readonly keywordRange: Range;
  /** The instruction up to the end of its last continued line; here-documents follow. */
  readonly range: Range;
  readonly heredocs: readonly Heredoc[];
}

export interface Directive {
  readonly name: string;
  readonly value: string;
  readonly nameRange: Range;
  readonly valueRange: Range;
}

export interface SplitFile {
  /** The escape character: `\` or, by directive, a backtick. */
  readonly escape: string;
  readonly directives: readonly Directive[];
  readonly chunks: readonly Chunk[];
}

const DIRECTIVE = /^([ \t]*#[ \t]*)([a-zA-Z][a-zA-Z0-9]*)([ \t]*=[ \t]*)(.*?)[ \t]*$/;
/** A word that opens a here-document, `<<EOF`, `3<<-"EOF"`. */
const HEREDOC = /^\d*<<(-?)(["']?)([A-Za-z_][\w.-]*)\2$/;
/** Words as BuildKit's shell lexer parts them: quoted blanks do not part. */
const WORD = /(?:\\.|[^\s"'\\]|"(?:\\.|[^"\\])*"?|'[^']*'?|\\)+/g;
const MAY_HAVE_HEREDOC = /^(?:ONBUILD\s+)?(?:RUN|COPY|ADD)\s/i;

/**
 * Splits a Dockerfile into instructions, in time linear in its size, following BuildKit's parser
 * (moby/buildkit frontend/dockerfile/parser: directives, continuation, comments, here-documents).
 * Ranges are UTF-16 offsets in `text`. Never throws; an unclosed here-document reaches to the end.
 */
export function splitDockerfile(text: string): SplitFile {
  const lines = new Lines(text);
  const directives = readDirectives(lines);
  const escape = directives.find((directive) => directive.name === 'escape' && directive.value === '`') ? '`' : '\\';
  const chunks: Chunk[] = [];
  while (!lines.done) {
    const line = lines.next();
    const content = text.slice(line.start, line.end);
    if (isBlank(content) || isComment(content)) continue;
    chunks.push(readInstruction(text, lines, line, content, escape));
  }
  return { escape, directives, chunks };
}

function readDirectives(lines: Lines): Directive[] {
  const directives: Directive[] = [];
  for (;;) {
    const mark = lines.position;
    if (lines.done) return directives;
    const line = lines.next();
    const match = DIRECTIVE.exec(lines.text.slice(line.start, line.end));
    const name = match?.[2]?.toLowerCase() ?? '';
    if (!match || !['syntax', 'escape', 'check'].includes(name) || directives.some((directive) => directive.name === name)) {
      lines.position = mark;
      return directives;
    }
    const start = line.start + (match[1]?.length ?? 0);
    const end = start + (match[2]?.length ?? 0);
    const valueStart = end + (match[3]?.length ?? 0);
    const value = match[4] ?? '';
    directives.push({ name, value, nameRange: { start, end }, valueRange: { start: valueStart, end: valueStart + value.length } });
  }
}

function readInstruction(text: string, lines: Lines, first: Range, firstContent: string, escape: string): Chunk {
  const indent = firstContent.length - firstContent.trimStart().length;
  const start = first.start + indent;
  const word = /^[^\s\\`]+/.exec(firstContent.slice(indent))?.[0] ?? firstContent.slice(indent, indent + 1);
  let end = first.start + firstContent.trimEnd().length;
  let continued = isContinued(firstContent, escape);
  while (continued && !lines.done) {
    const line = lines.next();
    const content = text.slice(line.start, line.end);
    if (isBlank(content) || isComment(content)) continue;
    end = line.start + content.trimEnd().length;
    continued = isContinued(content, escape);
  }
  const heredocs: Heredoc[] = [];
  const logical = text.slice(start, end);
  if (logical.includes('<<') && MAY_HAVE_HEREDOC.test(logical)) {
    for (const { 0: whole, index } of joinLines(logical, escape).matchAll(WORD)) {
      const match = HEREDOC.exec(whole);
      if (!match) continue;
      const delimiter = match[3] ?? '';
      const marker = { start: start + index, end: start + index + whole.length };
      heredocs.push({ marker, delimiter, body: readBody(lines, delimiter, match[1] === '-') });
    }
  }
  return { keyword: word.toUpperCase(), keywordRange: { start, end: start + word.length }, range: { start, end }, heredocs };
}

function readBody(lines: Lines, delimiter: string, chomp: boolean): Range {
  const start = lines.position;
  while (!lines.done) {
    const line = lines.next();
    const content = lines.text.slice(line.start, line.end);
    if ((chomp ? content.replace(/^\t+/, '') : content) === delimiter) return { start, end: line.start };
  }
  return { start, end: lines.text.length };
}
