import * as vscode from 'vscode';
import type { Library } from '../editor/library.ts';
import type { Guest } from '../lab/guest.ts';
import { type Fact, readLine, summarize } from '../lab/report.ts';
import type { LabState } from '../render/lab.ts';

/** Lines of the console that are kept. */
const KEPT = 400;
/** The page is drawn again so often at most, in milliseconds. */
const PACE = 60;
const MEMORY_MIB = 32;

/** The lab's one virtual machine: started, commanded and stopped by the reader. Nothing of it is loaded before. */
export class LabSession implements vscode.Disposable {
  readonly #library: Library;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #guest: Guest | undefined;
  #facts: Fact[] = [];
  #lines: string[] = [];
  #first = 0;
  #complete = 0;
  #phase: LabState['phase'] = 'idle';
  #reason: string | undefined;
  #pending: ReturnType<typeof setTimeout> | undefined;
  /** Counts starts, so that what an earlier machine still says is dropped. */
  #turn = 0;

  constructor(library: Library) {
    this.#library = library;
  }

  get state(): LabState {
    return {
      phase: this.#phase,
      ...(this.#reason !== undefined && { reason: this.#reason }),
      report: summarize(this.#facts),
      lines: this.#lines,
      first: this.#first,
      complete: this.#complete,
    };
  }

  /** Does nothing while a machine runs. Never rejects: what fails is the state. */
  async start(): Promise<void> {
    if (this.#phase === 'starting' || this.#phase === 'running') return;
    const turn = ++this.#turn;
    [this.#facts, this.#lines, this.#first, this.#complete, this.#reason] = [[], [], 0, 0, undefined];
    this.#set('starting');
    try {
      const { startEmbedded } = await import('../lab/host.ts');
      const { readBinary, pathOf } = this.#library;
      const guest = await startEmbedded({ read: readBinary, pathOf }, { memoryMiB: MEMORY_MIB });
      if (turn !== this.#turn) return guest.stop();
      this.#guest = guest;
      for await (const { text, at } of guest.lines) {
        if (turn !== this.#turn) return;
        this.#take(text, at);
      }
      const { reason, message } = await guest.ended;
      if (turn !== this.#turn) return;
      if (message) this.#print(message);
      this.#end(reason);
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#print(String(error));
      this.#end('failed');
    }
  }

  send(command: string): void {
    if (this.#phase !== 'running') return;
    this.#print(`> ${command}`);
    this.#guest?.send(command);
    this.#tell();
  }

  stop(): void {
    this.#guest?.stop();
    if (this.#phase !== 'starting') return;
    this.#turn++;
    this.#end('stopped');
  }

  #take(text: string, at: number): void {
    this.#first ||= at;
    if (this.#phase === 'starting') this.#phase = 'running';
    const read = readLine(text);
    if (read.kind === 'fact' && read.fact.type === 'ready') this.#complete ||= at;
    else this.#print(text);
    // What commands repeat is on the console; the table is the report's.
    if (read.kind === 'fact' && this.#complete === 0) this.#facts.push(read.fact);
    this.#tell();
  }

  #print(line: string): void {
    this.#lines = [...this.#lines.slice(1 - KEPT), line];
  }

  #end(reason: string): void {
    this.#guest = undefined;
    this.#reason = reason;
    this.#set('ended');
  }

  #set(phase: LabState['phase']): void {
    this.#phase = phase;
    this.#tell();
  }

  #tell(): void {
    this.#pending ??= setTimeout(() => {
      this.#pending = undefined;
      this.#changed.fire();
    }, PACE);
  }

  dispose(): void {
    this.#turn++;
    clearTimeout(this.#pending);
    this.#guest?.stop();
    this.#changed.dispose();
  }
}
