import type { Element, ParsedFile, Range, Workload } from '../../model/element.ts';
import { ElementBuilder } from '../builder.ts';
import { apart } from '../apart.ts';
import { parsedFile } from '../parsed-file.ts';
import { baseName } from '../shell/base-name.ts';
import type { ShellParser } from '../shell/shell.ts';
import { addCommand, isDecisive } from '../qemu/command-line.ts';
import { programOf } from '../qemu/program.ts';
import { addContainer } from './container.ts';
import { readCommandLine } from './words.ts';

const CONTAINER_PROGRAMS = new Set(['docker', 'podman', 'nerdctl', 'docker.io', 'finch']);

/** What decides of which technology a container is. */
const DECISIVE = new Set(['run', 'create', 'exec', 'services/cli/runtime', 'services/cli/isolation', 'services/cli/image']);

/** Reads the commands of a shell script that start containers or QEMU. Never throws. */
export function parseScript(text: string, shell: ShellParser): ParsedFile {
  const elements: Element[] = [];
  const workloads: Workload[] = [];
  for (const { name, range, words } of shell.commands(text)) {
    const program = baseName(name);
    const out = new ElementBuilder(workloads.length);
    if (CONTAINER_PROGRAMS.has(program)) {
      const line = readCommandLine(words);
      if (!line) continue;
      addContainer(out, program, range.start, line);
      const title = line.given.find(({ flag }) => flag === '--name')?.value ?? line.image?.text ?? program;
      workloads.push({ name: title, range: spanOf(out.elements, range) });
    }
    if (programOf(program)) {
      addCommand(out, program, words, range);
      const machine = out.elements.find(({ path }) => path === 'name/guest')?.value || program;
      workloads.push({ name: machine, range: spanOf(out.elements, range) });
    }
    for (const element of out.elements) elements.push(element);
  }
  return parsedFile(apart(elements), workloads, (element) => isDecisive(element) || DECISIVE.has(element.path));
}

function spanOf(elements: readonly Element[], { start }: Range): Range {
  return { start, end: Math.max(...elements.map((element) => element.range.end)) };
}
