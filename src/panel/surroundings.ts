import * as vscode from 'vscode';
import type { Library } from '../editor/library.ts';
import type { Explanation } from '../environment/explain.ts';
import type { World } from '../environment/namespaces.ts';
import type { Source } from '../model/knowledge.ts';

interface Surroundings {
  readonly explanation: Explanation;
  readonly sources: Readonly<Record<string, Source>>;
}

const NODE = typeof process === 'object' && Boolean(process.versions?.node);

/** What the extension host runs in, by reading files alone. In a browser worker there are none, and that is the answer. */
export async function surroundings(library: Library, extensionId: string): Promise<Surroundings> {
  const [known, { explain }, { signalsOf }] = await Promise.all([
    library.knowledge.environment(),
    import('../environment/explain.ts'),
    import('../environment/signals.ts'),
  ]);
  const { sources } = known;
  if (!NODE) return { explanation: explain({ platform: 'web' }, known), sources };
  const { collectEvidence } = await import('../probe/evidence.ts');
  // VS Code tells a local extension host of the remote too.
  const remote = vscode.extensions.getExtension(extensionId)?.extensionKind === vscode.ExtensionKind.Workspace ? vscode.env.remoteName : undefined;
  return { explanation: explain(await collectEvidence(signalsOf(known), remote === undefined ? {} : { remoteName: remote }), known), sources };
}

/** The machine's processes by namespace; undefined where there is nothing to read them from. */
export async function worldsHere(): Promise<readonly World[] | undefined> {
  if (!NODE) return undefined;
  const [{ familyOf, worldsOf }, { OWN_PID, readProcesses }] = await Promise.all([import('../environment/namespaces.ts'), import('../probe/processes.ts')]);
  const records = await readProcesses();
  return worldsOf(records, familyOf(records, OWN_PID));
}
