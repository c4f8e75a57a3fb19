import type { Range } from '../../model/element.ts';
import { type Token, tokenize } from './tokens.ts';

/** `name;`, `name = value, value;`, `name += value;` or `name value;`. */
export interface Statement {
  readonly name: Token;
  readonly assigned: boolean;
  readonly values: readonly Token[];
}

/** A jail definition, or (without a name) the statements outside of all. */
export interface Block {
  readonly name?: Token;
  readonly range: Range;
  readonly statements: readonly Statement[];
}

interface Open {
  readonly name?: Token;
  readonly start: number;
  readonly statements: Statement[];
}

/**
 * The blocks of a jail.conf. A half-typed file is mended: a statement without its semicolon ends where the next
 * line goes on with `name =` or `name {`, a block without its brace where the next one starts.
 */
export function readBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  const outside: Open = { start: 0, statements: [] };
  let open = outside;
  let pending: Token[] = [];
  const flush = () => {
    const statement = toStatement(pending);
    if (statement) open.statements.push(statement);
    pending = [];
  };
  const close = (end: number) => {
    if (open !== outside) blocks.push({ ...open, range: { start: open.start, end } });
    open = outside;
  };
  for (const token of tokenize(text)) {
    if (token.kind === ';') flush();
    else if (token.kind === '}') {
      flush();
      close(token.range.end);
    } else if (token.kind === '{') {
      const name = pending.at(-1)?.kind === 'word' ? pending.pop() : undefined;
      flush();
      close(token.range.start);
      open = { ...(name && { name }), start: name?.range.start ?? token.range.start, statements: [] };
    } else if (token.kind === '=') {
      const name = startsAnew(pending) ? pending.pop() : undefined;
      if (name) flush();
      pending.push(...(name ? [name] : []), token);
    } else {
      if (token.kind === 'word' && token.first && pending.at(-1)?.kind === 'word') flush();
      pending.push(token);
    }
  }
  flush();
  close(text.length);
  return [{ range: { start: 0, end: text.length }, statements: outside.statements }, ...blocks];
}

/** Whether the last word is the name of another statement, the one before having no semicolon. */
function startsAnew(pending: readonly Token[]): boolean {
  const last = pending.at(-1);
  return pending.length > 1 && last?.kind === 'word' && last.first;
}

function toStatement(tokens: readonly Token[]): Statement | undefined {
  const [name, ...rest] = tokens;
  if (name?.kind !== 'word') return undefined;
  const values: Token[] = [];
  let joins = false;
  for (const token of rest) {
    const last = values.at(-1);
    if (token.kind !== 'word') joins = false;
    else if (joins && last)
      values[values.length - 1] = { ...last, value: `${last.value} ${token.value}`.slice(0, 4_096), range: { start: last.range.start, end: token.range.end } };
    else {
      values.push(token);
      joins = true;
    }
  }
  return { name, assigned: rest.length > 0, values };
}
