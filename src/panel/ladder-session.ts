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

/** Runs rungs of the ladder, at a click, in a trusted workspace and in Node alone, and keeps what they measured. */
export class LadderSession implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #library: Library;
  readonly #store: LabStore;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #history: History = EMPTY;
  #machine: Machine | undefined;
  #failed: Readonly<Record<string, RungResult>> = {};
  #guesses: Readonly<Record<string, Guess>> = {};
  #budget = BUDGET;
  #running: LadderState['running'];
  #stop: vscode.CancellationTokenSource | undefined;
  #has: (tool: string) => boolean = () => true;

  /** @param storage VirtLens' own folder on this machine */
  constructor(extensionUri: vscode.Uri, library: Library, storage: vscode.Uri) {
    this.#extensionUri = extensionUri;
    this.#library = library;
    this.#store = new LabStore(storage);
  }

  /** Reads what was kept and looks where programs are; starts none. */
  async prepare(): Promise<void> {
    if (!inNode()) return;
    const [{ toolFinder }, { describeMachine }, history] = await Promise.all([
      import('../lab-node/tools.ts'),
      import('../lab-node/machine.ts'),
      this.#store.read(),
    ]);
    const find = toolFinder(settings().tools);
    this.#has = (tool) => find(tool) !== undefined;
    this.#machine ??= describeMachine();
    this.#history = history;
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
      guesses: this.#guesses,
      budget: this.#budget,
      has: this.#has,
    };
  }

  /**
   * Runs a rung, or all of them one after the other. Does nothing where rungs cannot run, or while something does.
   * @param guess what the reader expects of it
   */
  async run(rung: string | undefined, guess?: Guess): Promise<void> {
    if (rung !== undefined && guess) this.#guesses = { ...this.#guesses, [rung]: guess };
    await this.#alone({ rung: rung ?? 'host', what: 'rung' }, async (runner, signal) => {
      const report = await runner.run({
        ...(rung !== undefined && { rungs: [rung] }),
        repeat: REPEAT,
        signal,
        listener: {
          started: (id) => {
            // The host is measured each time, and is not what was asked for.
            if (rung === undefined) this.#show({ rung: id, what: 'rung' });
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
    const rung = (await this.#library.knowledge.lab()).rungs.find((each) => each.id === id);
    if (!rung) return;
    this.#budget = budgetMiB;
    await this.#alone({ rung: id, what: 'density' }, async (runner, signal) => {
      const density = await runner.density({ rung: id, counts: defaultCounts(rung), budgetMiB, signal });
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
    this.#changed.dispose();
  }
}

/** Set by the user for this machine alone: a workspace cannot name programs. */
function settings(): { readonly tools: Readonly<Record<string, string>>; readonly linux?: string } {
  const lab = vscode.workspace.getConfiguration('virtlens.lab');
  const tools = Object.entries(lab.get<Record<string, unknown>>('tools', {})).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const linux = lab.get<string>('linuxKernel', '');
  return { tools: Object.fromEntries(tools), ...(linux !== '' && { linux }) };
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
