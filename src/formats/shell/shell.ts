import type { Range } from '../../model/element.ts';

/** One word of a command: its text, unquoted where it is one plain or quoted word, else without its quotes; and where it stands, quotes included. */
export interface Word {
  readonly text: string;
  readonly range: Range;
}

/** A simple command of a shell script. Offsets are UTF-16, 0-based, within the script. */
export interface Command {
  readonly name: string;
  /** The command word. */
  readonly range: Range;
  readonly words: readonly Word[];
  readonly argsRange: Range;
}

export interface ShellParser {
  /** All commands in order of their start, also those in pipes, lists, functions and substitutions. Never throws. */
  commands(script: string): Command[];
}
