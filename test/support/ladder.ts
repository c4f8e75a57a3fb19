import { EMPTY, withReport } from '../../src/lab/history.ts';
import type { LabReport, Machine, RungResult } from '../../src/model/lab.ts';
import type { Locale } from '../../src/model/vocabulary.ts';
import type { LadderState, Shown } from '../../src/render/ladder-state.ts';
import { knowledge } from './knowledge.ts';

export const MACHINE: Machine = { system: 'linux', release: '6.1-host', architecture: 'x64', cpu: 'a CPU', cores: 2, memoryMiB: 1024, root: false };

export function rungResult(id: string, facts: RungResult['facts'], rest: Partial<RungResult> = {}): RungResult {
  return { id, available: true, command: [], facts, ...rest };
}

/** A visit to the lab with these results. */
export function visit(rungs: readonly RungResult[], date = '2026-11-24T10:00:00.000Z'): LabReport {
  return { version: 1, date, machine: MACHINE, rungs };
}

/** What the ladder's page is drawn from: nothing measured yet, on a Linux machine, unless told otherwise. */
export function ladderState(change: Partial<LadderState> = {}, rungs: readonly RungResult[] = []): LadderState {
  const history = rungs.length ? withReport(EMPTY, visit(rungs)) : EMPTY;
  return { can: 'run', machine: MACHINE, history, failed: {}, stopped: {}, guesses: {}, budget: 1024, has: () => true, ...change };
}

export async function ladderShown(locale: Locale = 'en'): Promise<Shown> {
  const library = knowledge(locale);
  const [core, lab, recorded, { technologies, sources }, figures] = await Promise.all([
    library.core(),
    library.lab(),
    library.labRecorded(),
    library.technologies(),
    library.figures(),
  ]);
  return { lab, recorded, technologies, figures, look: { core, sources } };
}
