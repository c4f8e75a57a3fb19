import type { Range } from '../../model/element.ts';

/** One word of a command. */
export interface Word {
  /** Its content, without quotes. */
  readonly text: string;
  /** Where it stands, quotes included. */
  readonly range: Range;
  /** The word as written, where it is at hand: parts of a quoted word can then be placed. */
  readonly source?: string;
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
