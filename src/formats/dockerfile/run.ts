import type { Element, Range } from '../../model/element.ts';
import { baseName } from '../shell/base-name.ts';
import type { Ast } from './ast.ts';
import type { Scope } from './parts.ts';
import { scriptsOf } from './script.ts';

interface FoundCommand {
  readonly name: string;
  readonly range: Range;
  readonly words: readonly string[];
  readonly argsRange: Range;
}

/** The commands of a RUN: the exec form's one, or all that a POSIX shell would read. */
export function addRunCommands(scope: Scope, parent: Element, ast: Ast): void {
  const { context, shell } = scope;
  addHeredocs(scope, parent);
  if (ast.strings) {
    const [command, ...rest] = ast.strings;
    if (!command) return;
    const { end } = command.range;
    addFound(scope, parent, {
      name: command.value,
      range: command.range,
      words: rest.map((word) => word.value),
      argsRange: { start: rest[0]?.range.start ?? end, end: rest.at(-1)?.range.end ?? end },
    });
    return;
  }
  if (!context.posix) return;
  const start = ast.words[0]?.range.start ?? parent.range.end;
  for (const script of scriptsOf(scope.text, scope.chunk, start, scope.escape)) {
    const shift = (range: Range) => ({ start: range.start + script.start, end: range.end + script.start });
    for (const command of shell.commands(script.text)) {
      addFound(scope, parent, { ...command, words: command.words.map(({ text }) => text), range: shift(command.range), argsRange: shift(command.argsRange) });
    }
  }
}

export function addHeredocs({ out, chunk }: Scope, parent: Element): void {
  for (const { marker, delimiter } of chunk.heredocs) {
    out.add({ path: `${parent.path}/heredoc`, name: 'heredoc', value: delimiter, range: marker }, parent);
  }
}

function addFound({ out }: Scope, parent: Element, command: FoundCommand): void {
  const name = baseName(command.name);
  if (!name) return;
  const sub = command.words.find((word) => !word.startsWith('-'));
  out.add(
    {
      path: `RUN/sh/${name}`,
      name,
      value: command.words.join(' '),
      range: command.range,
      valueRange: command.argsRange,
      facets: sub === undefined ? {} : { sub },
    },
    parent,
  );
}
