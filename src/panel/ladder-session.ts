import * as vscode from 'vscode';
import type { Library } from '../editor/library.ts';
import type { LabRunner, StopSignal } from '../lab/runner.ts';
import type { RungResult } from '../model/lab.ts';
import type { LadderState } from '../render/ladder.ts';

/** How often each rung is started for its start-up time. */
const REPEAT = 5;
/** MiB of the embedded machine. */
const MEMORY = 16;

/** Runs rungs of the ladder, one at a click, in a trusted workspace and in Node alone. Results live as long as the window. */
export class LadderSession implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #library: Library;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #results: Readonly<Record<string, RungResult>> = {};
  #root = false;
  #running: string | undefined;
  #stop: vscode.CancellationTokenSource | undefined;
  #has: (tool: string) => boolean = () => true;

  constructor(extensionUri: vscode.Uri, library: Library) {
    this.#extensionUri = extensionUri;
    this.#library = library;
  }

  /** Looks where programs are; starts none. */
  async prepare(): Promise<void> {
    if (!inNode()) return;
    const { toolFinder } = await import('../lab-node/tools.ts');
    const find = toolFinder(settings().tools);
    this.#has = (tool) => find(tool) !== undefined;
  }

  get state(): LadderState {
    return {
      can: !inNode() ? 'browser' : vscode.workspace.isTrusted && !isVirtual() ? 'run' : 'untrusted',
      ...(this.#running !== undefined && { running: this.#running }),
      results: this.#results,
      root: this.#root,
      has: this.#has,
    };
  }

  /** Does nothing where rungs cannot run, or while one does. */
  async run(rung: string): Promise<void> {
    if (this.state.can !== 'run' || this.#running !== undefined) return;
    this.#running = rung;
    this.#changed.fire();
    const stop = new vscode.CancellationTokenSource();
    this.#stop = stop;
    try {
      const runner = await this.#makeRunner();
      const report = await runner.run({ rungs: [rung], repeat: REPEAT, signal: signalOf(stop.token) });
      this.#root = report.machine.root;
      this.#results = { ...this.#results, ...Object.fromEntries(report.rungs.map((result) => [result.id, result])) };
    } finally {
      stop.dispose();
      this.#running = undefined;
      this.#changed.fire();
    }
  }

  cancel(): void {
    this.#stop?.cancel();
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
    return createRunner({ knowledge: lab, scripts, kernel: pathOf('guest/kernel.elf'), embedded, ...settings() });
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
