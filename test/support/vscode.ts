interface At {
  readonly path: string;
}

interface Uri extends At {
  readonly fsPath: string;
  with(change: At): Uri;
}

class EventEmitter {
  readonly #listeners = new Set<(value: unknown) => void>();
  readonly event = (listener: (value: unknown) => void) => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };
  fire(value: unknown): void {
    for (const listener of this.#listeners) listener(value);
  }
  dispose(): void {
    this.#listeners.clear();
  }
}

class CancellationTokenSource {
  readonly #control = new AbortController();
  get token() {
    const { signal } = this.#control;
    return {
      get isCancellationRequested() {
        return signal.aborted;
      },
      onCancellationRequested: (listener: () => void) => signal.addEventListener('abort', listener),
    };
  }
  cancel(): void {
    this.#control.abort();
  }
  dispose(): void {}
}

const uri = (path: string): Uri => ({ path, fsPath: path, with: (change: At) => uri(change.path) });

/** As much of VS Code's API as the lab's sessions use, for `vi.mock('vscode', …)`: files and settings are maps. */
export function fakeVscode() {
  const files = new Map<string, Uint8Array>();
  const settings = new Map<string, unknown>();
  const warnings: string[] = [];
  const trusted = new EventEmitter();
  const read = async ({ path }: At) => files.get(path) ?? Promise.reject(new Error('not there'));
  const joinPath = (base: At, ...parts: string[]) => {
    const path = parts.reduce((whole, part) => (part === '..' ? whole.replace(/\/[^/]*$/, '') : `${whole}/${part}`), base.path);
    return uri(path);
  };
  const vscode = {
    EventEmitter,
    CancellationTokenSource,
    Uri: { joinPath },
    l10n: { t: (text: string) => text },
    ProgressLocation: { Window: 10 },
    window: { withProgress: (_: object, work: () => Promise<unknown>) => work(), showWarningMessage: async (text: string) => warnings.push(text) },
    workspace: {
      isTrusted: true,
      workspaceFolders: [],
      getConfiguration: () => ({ get: (name: string, otherwise: unknown) => (settings.has(name) ? settings.get(name) : otherwise) }),
      onDidGrantWorkspaceTrust: trusted.event,
      fs: {
        stat: async (at: At) => ({ size: (await read(at)).length }),
        readFile: read,
        createDirectory: async () => {},
        writeFile: async ({ path }: At, bytes: Uint8Array) => void files.set(path, bytes),
        rename: async (from: At, to: At) => {
          files.set(to.path, await read(from));
          files.delete(from.path);
        },
      },
    },
  };
  return { vscode, files, settings, warnings, grantTrust: () => trusted.fire(undefined) };
}
