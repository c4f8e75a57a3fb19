import { plan } from '../lab/plan.ts';
import type { LabKnowledge } from '../model/lab.ts';
import { leftovers, removeFolder } from './folder.ts';
import { LIMITS, toolsFor } from './once.ts';
import { HOSTNAME } from './prepare.ts';
import { runProcess } from './process.ts';
import { environmentOf } from './signs.ts';
import type { FindTool } from './tools.ts';
import { MARK, sweep } from './tree.ts';

/**
 * Ends and removes what a killed lab has left: processes with its mark, containers with its name, its folder. An engine
 * that does not answer is asked once, not for each of them; when it is cancelled, the rest is left for the next time.
 */
export async function clearLeftovers({ rungs }: Pick<LabKnowledge, 'rungs'>, find: FindTool, signal: AbortSignal, parent?: string): Promise<void> {
  const removals = rungs.filter(({ prepare }) => prepare.includes('image')).flatMap(({ attempts }) => attempts.flatMap(({ after = [] }) => after));
  const silent = new Set<string>();
  for (const folder of leftovers(parent)) {
    await sweep(folder.id);
    const asked = new Set<string>();
    for (const steps of removals) {
      const planned = plan(steps, toolsFor(steps, find), { name: `${HOSTNAME}-${folder.id}` });
      if ('missing' in planned) continue;
      const [program = '', command] = [planned.argv[0], planned.argv.join('\0')];
      if (silent.has(program) || asked.has(command)) continue;
      asked.add(command);
      const env = environmentOf([MARK, folder.id], true);
      const { end } = await runProcess({ argv: planned.argv, cwd: folder.path, env, limitMs: LIMITS.after, signal });
      if (end === 'timeout') silent.add(program);
    }
    if (signal.aborted) return;
    removeFolder(folder);
  }
}
