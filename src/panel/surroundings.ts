import * as vscode from 'vscode';
import type { Library } from '../editor/library.ts';
import type { Explanation } from '../environment/explain.ts';
import type { World } from '../environment/namespaces.ts';
import type { Source } from '../model/knowledge.ts';

/** What the extension host runs in, by reading files alone. In a browser worker there are none, and that is the answer. */
export async function surroundings(
  library: Library,
  extensionId: string,
): Promise<{ explanation: Explanation; worlds: readonly World[] | undefined; sources: Readonly<Record<string, Source>> }> {
  const [known, { explain }, { familyOf, worldsOf }, { signalsOf }] = await Promise.all([
    library.knowledge.environment(),
    import('../environment/explain.ts'),
    import('../environment/namespaces.ts'),
    import('../environment/signals.ts'),
  ]);
  const { sources } = known;
  if (!(typeof process === 'object' && process.versions?.node)) return { explanation: explain({ platform: 'web' }, known), worlds: undefined, sources };
  const [{ collectEvidence }, { OWN_PID, readProcesses }] = await Promise.all([import('../probe/evidence.ts'), import('../probe/processes.ts')]);
  // VS Code tells a local extension host of the remote too.
  const remote = vscode.extensions.getExtension(extensionId)?.extensionKind === vscode.ExtensionKind.Workspace ? vscode.env.remoteName : undefined;
  const [evidence, records] = await Promise.all([collectEvidence(signalsOf(known), remote === undefined ? {} : { remoteName: remote }), readProcesses()]);
  return { explanation: explain(evidence, known), worlds: worldsOf(records, familyOf(records, OWN_PID)), sources };
}
