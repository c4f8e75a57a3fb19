import type { Range } from '../../model/element.ts';

/** A simple command of a shell script. Offsets are UTF-16, 0-based, within the script. */
export interface Command {
  readonly name: string;
  /** The command word. */
  readonly range: Range;
  /** Its arguments, unquoted where they are one plain or quoted word, else as written. */
  readonly words: readonly string[];
  readonly argsRange: Range;
}

export interface ShellParser {
  /** All commands in order of their start, also those in pipes, lists, functions and substitutions. Never throws. */
  commands(script: string): Command[];
}
