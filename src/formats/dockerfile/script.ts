import { joinLines } from './continuation.ts';
import type { Chunk } from './split.ts';

/** A piece of shell text and the offset in the file where it starts; both have the same length. */
export interface Script {
  readonly text: string;
  readonly start: number;
}

const SHELL_COMMAND = /^(?:\S*\/)?(?:ba|da|a|z|k)?sh(?:\s+-\S+)*$/;

/**
 * What a POSIX shell will read of a RUN instruction: the command itself, and the here-documents that are scripts
 * (no command before them, or a shell; and no other interpreter in a `#!` line).
 */
export function scriptsOf(text: string, chunk: Chunk, commandStart: number, escape: string): Script[] {
  const end = chunk.range.end;
  const [first] = chunk.heredocs;
  const command = blankMarkers(joinLines(text.slice(commandStart, end), escape), chunk, commandStart);
  const scripts: Script[] = command.trim() ? [{ text: command, start: commandStart }] : [];
  if (!first || (command.trim() && !SHELL_COMMAND.test(command.trim()))) return scripts;
  const body = text.slice(first.body.start, first.body.end);
  const interpreter = /^#!\s*(\S+)(?:\s+(\S+))?/.exec(body);
  const program = interpreter?.[1]?.endsWith('/env') ? interpreter[2] : interpreter?.[1];
  if (program === undefined || SHELL_COMMAND.test(program)) scripts.push({ text: body, start: first.body.start });
  return scripts;
}

function blankMarkers(text: string, chunk: Chunk, start: number): string {
  let out = text;
  for (const { marker } of chunk.heredocs) {
    const from = marker.start - start;
    if (from >= 0) out = out.slice(0, from) + ' '.repeat(marker.end - marker.start) + out.slice(marker.end - start);
  }
  return out;
}
