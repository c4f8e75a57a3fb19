import { V86 } from 'v86';
import { type FromMachine, isToMachine, type Start } from './messages.ts';

const MIB = 1 << 20;
/** A line longer than this is handed on in parts. */
const LONGEST = 1024;

/**
 * A PC in WebAssembly, in a worker of its own because it blocks its thread. Without disk, screen, keyboard and network;
 * its kernel is loaded directly, as Multiboot says, so that no firmware is needed.
 * @param post hands a message to the lab
 * @returns takes the lab's messages; others are ignored
 */
export function serveMachine(post: (message: FromMachine) => void): (message: unknown) => void {
  let machine: V86 | undefined;
  return (message) => {
    if (!isToMachine(message)) return;
    if (message.type === 'input') machine?.serial0_send(message.text);
    else machine ??= powerOn(message, post);
  };
}

function powerOn({ wasm, kernel, memoryMiB }: Start, post: (message: FromMachine) => void): V86 {
  const machine = new V86({
    wasm_fn: async (imports: object) => {
      try {
        return (await WebAssembly.instantiate(wasm, imports)).instance.exports;
      } catch (error) {
        post({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
        throw error;
      }
    },
    multiboot: { buffer: Uint8Array.from(kernel).buffer },
    memory_size: memoryMiB * MIB,
    vga_memory_size: MIB,
    autostart: true,
    disable_keyboard: true,
    disable_mouse: true,
    disable_speaker: true,
  });
  let line = '';
  const flush = () => {
    if (line) post({ type: 'output', text: line });
    line = '';
  };
  machine.add_listener('serial0-output-byte', (byte) => {
    line += String.fromCharCode(byte);
    if (byte === 10 || line.length === LONGEST) flush();
  });
  // No public event of v86, but the only sign of a guest that stops with interrupts off.
  machine.add_listener('cpu-event-halt' as 'emulator-stopped', () => {
    flush();
    post({ type: 'halted' });
    machine.stop();
  });
  return machine;
}
