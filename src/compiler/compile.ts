import { checkKnowledge } from './check.ts';
import { emitKnowledge } from './emit.ts';
import type { Problem } from './problem.ts';
import type { RawKnowledge } from './raw.ts';
import { readKnowledge } from './read.ts';

/**
 * Compiles the knowledge. Pure: the caller reads and writes the files.
 * @param files texts by path relative to `src/knowledge`
 * @returns the files to write, by name; empty when there is any problem, so that broken knowledge never ships
 */
export function compileKnowledge(files: ReadonlyMap<string, string>): { outputs: Map<string, string>; problems: Problem[]; raw: RawKnowledge } {
  const problems: Problem[] = [];
  const raw = readKnowledge(files, problems);
  checkKnowledge(raw, problems);
  return { outputs: problems.length ? new Map() : emitKnowledge(raw), problems, raw };
}
