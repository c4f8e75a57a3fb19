import type { LabKnowledge, Rung, Step, Tool } from '../model/lab.ts';

/** Programs of this machine by name, as absolute paths. */
export type Tools = Readonly<Record<string, string>>;

/** What `{name}` in a command stands for. */
export type Places = Readonly<Record<string, string>>;

export type Planned = { readonly argv: readonly string[] } | { readonly missing: string };

/**
 * The command line of the given steps, an argument an item: nothing of it is ever read by a shell.
 * @returns the tool that is missing, when one is
 */
export function plan(steps: readonly Step[], tools: Tools, places: Places): Planned {
  const argv: string[] = [];
  for (const step of steps) {
    const program = 'tool' in step ? tools[step.tool] : step.inside;
    if (program === undefined) return { missing: 'tool' in step ? step.tool : '' };
    argv.push(program, ...step.args.map((arg) => fill(arg, places)));
  }
  return { argv };
}

/** What has to be on the machine for these steps. */
export function toolsOf(steps: readonly Step[]): string[] {
  return steps.flatMap((step) => ('tool' in step ? [step.tool] : []));
}

function fill(arg: string, places: Places): string {
  return arg.replace(/\{([a-z]+)\}/g, (written, name: string) => places[name] ?? written);
}

/** An argument with what it means; arguments that are values of the one before have no meaning of their own. */
export interface Explained {
  readonly text: string;
  readonly meaning?: string;
}

/** The command as it is shown before it runs: every program and every flag explained, places named and not yet filled. */
export function explain(steps: readonly Step[], knowledge: Pick<LabKnowledge, 'tools' | 'places'>): Explained[] {
  return steps.flatMap((step): Explained[] => {
    const id = 'tool' in step ? step.tool : (step.inside.split('/').at(-1) ?? '');
    const tool = knowledge.tools.find((each) => each.id === id);
    const program = 'tool' in step ? step.tool : step.inside;
    return [explained(program, tool?.text), ...step.args.map((arg) => explained(arg, meaning(arg, tool) ?? placeOf(arg, knowledge.places)))];
  });
}

/** What a click would do, in the order in which it is done. */
export interface Preview {
  /** Sentences: what is made first, and which programs that starts. */
  readonly before: readonly string[];
  /** Command lines, one an attempt: the first that works counts. */
  readonly attempts: readonly (readonly Explained[])[];
  /** Command lines that are run in any case, for what does not die with its parent. */
  readonly after: readonly (readonly Explained[])[];
}

type Known = Pick<LabKnowledge, 'tools' | 'places' | 'guards' | 'preparations'>;

/**
 * What a rung does, as the reader is asked about it.
 * @param has whether a program is on this machine: guards that are not there are left out
 */
export function preview(rung: Rung, knowledge: Known, has: (tool: string) => boolean): Preview {
  const guards = knowledge.guards.filter((step) => !('tool' in step) || has(step.tool));
  const [engine = ''] = toolsOf(rung.attempts[0]?.command ?? []);
  const after = rung.attempts.flatMap((attempt) => attempt.after ?? []);
  return {
    before: rung.prepare.flatMap((each) => knowledge.preparations[each]?.replaceAll('{engine}', engine) ?? []),
    attempts: rung.attempts.map(({ command }) => explain(rung.systems.includes('linux') ? [...guards, ...command] : command, knowledge)),
    after: [...new Set(after.map((steps) => JSON.stringify(steps)))].map((steps) => explain(JSON.parse(steps) as Step[], knowledge)),
  };
}

/** The same for many at once, where that is another command: see `Rung.together`. */
export function previewTogether({ together = [] }: Rung, knowledge: Known, has: (tool: string) => boolean): Preview {
  const guards = guardsAlone(knowledge.guards).filter((step) => !('tool' in step) || has(step.tool));
  return { before: [], attempts: together.length ? [explain([...guards, ...together], knowledge)] : [], after: [] };
}

/**
 * Of the guards, the one by which a program dies with the editor. A program of many machines does without the others:
 * a limit of addresses would be met by what WebAssembly reserves and never uses.
 */
export function guardsAlone(guards: readonly Step[]): Step[] {
  return guards.filter((step) => 'tool' in step && step.tool === 'setpriv');
}

/** A command line as one may copy it into a POSIX shell: every argument that is more than plain characters in quotes. */
export function quoted(argv: readonly string[]): string {
  return argv.map((arg) => (/^[\w./:=,@%+-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`)).join(' ');
}

/** A tool's sentence for an argument: by the whole of it, or by what stands before its `=`. */
export function meaning(arg: string, tool: Pick<Tool, 'flags'> | undefined): string | undefined {
  return tool?.flags[arg] ?? tool?.flags[arg.split('=')[0] ?? ''];
}

function placeOf(arg: string, places: Readonly<Record<string, string>>): string | undefined {
  const name = /\{([a-z]+)\}/.exec(arg)?.[1];
  return name === undefined ? undefined : places[name];
}

function explained(text: string, meaning: string | undefined): Explained {
  return meaning === undefined ? { text } : { text, meaning };
}
