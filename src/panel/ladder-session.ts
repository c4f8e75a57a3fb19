import * as vscode from 'vscode';
import type { Library } from '../editor/library.ts';
import { defaultCounts } from '../lab/density.ts';
import { EMPTY, type History, withDensity, withReport } from '../lab/history.ts';
import type { LabRunner, StopSignal } from '../lab/runner.ts';
import type { Machine, RungResult } from '../model/lab.ts';
import type { Guess, LadderState } from '../render/ladder-state.ts';
import { LabStore } from './lab-store.ts';

/** How often each rung is started for its start-up time. */
const REPEAT = 5;
/** MiB of the embedded machine. */
const MEMORY = 16;
/** MiB that many instances may take together, unless the reader says otherwise. */
const BUDGET = 1024;
/** Milliseconds for which programs are where they were. */
const LOOKED = 5_000;

/** Runs rungs of the ladder, at a click, in a trusted workspace and in Node alone, and keeps what they measured. */
export class LadderSession implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #library: Library;
  readonly #store: LabStore;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #trusted: vscode.Disposable;
  #history: History = EMPTY;
  #machine: Machine | undefined;
  #failed: Readonly<Record<string, RungResult>> = {};
  #stopped: LadderState['stopped'] = {};
  #guesses: Readonly<Record<string, Guess>> = {};
  #budget = BUDGET;
  #running: LadderState['running'];
  #stop: vscode.CancellationTokenSource | undefined;
  /** Which programs there are. The page is drawn often while a machine prints, and PATH may be long and slow, as in WSL. */
  #looked: { readonly named: string; readonly at: number; has(tool: string): boolean } = { named: '', at: 0, has: () => true };

  /** @param storage VirtLens' own folder on this machine */
  constructor(extensionUri: vscode.Uri, library: Library, storage: vscode.Uri) {
    this.#extensionUri = extensionUri;
    this.#library = library;
    this.#store = new LabStore(storage);
    this.#trusted = vscode.workspace.onDidGrantWorkspaceTrust(() => this.#changed.fire());
  }

  /** Reads what was kept and looks where programs are; starts none. */
  async prepare(): Promise<void> {
    if (!inNode()) return;
    const [{ toolFinder }, { describeMachine }] = await Promise.all([import('../lab-node/tools.ts'), import('../lab-node/machine.ts')]);
    const { tools } = settings();
    const [named, now] = [JSON.stringify(tools), Date.now()];
    if (named !== this.#looked.named || now - this.#looked.at > LOOKED) {
      const find = toolFinder(tools);
      this.#looked = { named, at: now, has: (tool) => find(tool) !== undefined };
    }
    this.#machine ??= describeMachine();
    this.#history = await this.#store.read();
  }

  get history(): History {
    return this.#history;
  }

  get state(): LadderState {
    return {
      can: !inNode() ? 'browser' : vscode.workspace.isTrusted && !isVirtual() ? 'run' : 'untrusted',
      ...(this.#machine && { machine: this.#machine }),
      ...(this.#running && { running: this.#running }),
      history: this.#history,
      failed: this.#failed,
      stopped: this.#stopped,
      guesses: this.#guesses,
      budget: this.#budget,
      has: this.#looked.has,
    };
  }

  /**
   * Runs a rung, or all of them one after the other. Does nothing where rungs cannot run, or while something does.
   * @param guess what the reader expects of it
   */
  async run(rung: string | undefined, guess?: Guess): Promise<void> {
    await this.#alone({ rung: rung ?? 'host', what: rung === undefined ? 'all' : 'rung' }, async (runner, signal) => {
      if (rung !== undefined && !(await this.#library.knowledge.lab()).rungs.some(({ id }) => id === rung)) return;
      // Of two answers the first counts: it is the one that has started the rung.
      if (rung !== undefined && guess) this.#guesses = { ...this.#guesses, [rung]: guess };
      const report = await runner.run({
        ...(rung !== undefined && { rungs: [rung] }),
        repeat: REPEAT,
        signal,
        listener: {
          started: (id) => {
            // The host is measured each time, and is not what was asked for.
            if (rung === undefined) this.#show({ rung: id, what: 'all' });
          },
        },
      });
      const ids = new Set(report.rungs.map(({ id }) => id));
      const kept = Object.entries(this.#failed).filter(([id]) => !ids.has(id));
      this.#failed = Object.fromEntries([
        ...kept,
        ...report.rungs.filter(({ available }) => !available).map((result): [string, RungResult] => [result.id, result]),
      ]);
      await this.#keep((history) => withReport(history, report));
    });
  }

  /** Starts more and more of a rung at once. @param budgetMiB what they may take together */
  async density(id: string, budgetMiB: number): Promise<void> {
    await this.#alone({ rung: id, what: 'density' }, async (runner, signal) => {
      const rung = (await this.#library.knowledge.lab()).rungs.find((each) => each.id === id);
      if (!rung) return;
      this.#budget = budgetMiB;
      const density = await runner.density({ rung: id, counts: defaultCounts(rung), budgetMiB, signal });
      this.#stopped = { ...this.#stopped, [id]: density.points.length ? undefined : density.stopped };
      const { describeMachine } = await import('../lab-node/machine.ts');
      const measured = { density, machine: describeMachine(), date: new Date().toISOString() };
      await this.#keep((history) => withDensity(history, measured));
    });
  }

  cancel(): void {
    this.#stop?.cancel();
  }

  async #alone(running: NonNullable<LadderState['running']>, work: (runner: LabRunner, signal: StopSignal) => Promise<void>): Promise<void> {
    if (this.state.can !== 'run' || this.#running) return;
    const stop = new vscode.CancellationTokenSource();
    this.#stop = stop;
    this.#show(running);
    try {
      const title = vscode.l10n.t('VirtLens: the lab is measuring…');
      await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, async () => work(await this.#makeRunner(), signalOf(stop.token)));
    } finally {
      stop.dispose();
      this.#show(undefined);
    }
  }

  #show(running: LadderState['running']): void {
    this.#running = running;
    this.#changed.fire();
  }

  async #keep(change: (history: History) => History): Promise<void> {
    try {
      await this.#store.update(change);
    } catch (error) {
      void vscode.window.showWarningMessage(vscode.l10n.t('VirtLens could not keep the results: {0}', String(error)));
    }
    this.#history = await this.#store.read();
  }

  async #makeRunner(): Promise<LabRunner> {
    const { knowledge, readBinary, pathOf } = this.#library;
    const [{ createRunner }, { embeddedRung }, { startEmbedded }, lab] = await Promise.all([
      import('../lab-node/runner.ts'),
      import('../lab/embedded.ts'),
      import('../lab/host.ts'),
      knowledge.lab(),
    ]);
    const scripts = vscode.Uri.joinPath(this.#extensionUri, 'media', 'lab').fsPath;
    const embedded = embeddedRung(() => startEmbedded({ read: readBinary, pathOf }, { memoryMiB: MEMORY }));
    const machines = { machines: pathOf('node/lab-node/machines.mjs'), worker: pathOf('node/lab/node/worker.mjs'), wasm: pathOf('wasm/v86.wasm') };
    return createRunner({ knowledge: lab, scripts, kernel: pathOf('guest/kernel.elf'), embedded, machines, ...settings() });
  }

  dispose(): void {
    this.cancel();
    this.#trusted.dispose();
    this.#changed.dispose();
  }
}

/** Set by the user for this machine alone: a workspace cannot name programs. */
function settings(): { readonly tools: Readonly<Record<string, string>>; readonly linux?: string } {
  const lab = vscode.workspace.getConfiguration('virtlens.lab');
  const tools = Object.entries(lab.get<unknown>('tools') ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const linux = lab.get<unknown>('linuxKernel');
  return { tools: Object.fromEntries(tools), ...(typeof linux === 'string' && linux !== '' && { linux }) };
}

function signalOf(token: vscode.CancellationToken): StopSignal {
  return {
    get aborted() {
      return token.isCancellationRequested;
    },
    addEventListener: (_, listener) => void token.onCancellationRequested(listener),
  };
}

function inNode(): boolean {
  return typeof process === 'object' && process.versions?.node !== undefined;
}

/** A workspace whose files are not on this machine. */
function isVirtual(): boolean {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.length > 0 && folders.every(({ uri }) => uri.scheme !== 'file' && uri.scheme !== 'vscode-remote');
}
