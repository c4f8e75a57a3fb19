import { parentPort } from 'node:worker_threads';
import { serveMachine } from '../machine.ts';

// A process of its own, or one thread of several in `lab-node/machines.ts`.
if (parentPort) {
  const port = parentPort;
  port.on(
    'message',
    serveMachine((message) => port.postMessage(message)),
  );
} else if (typeof process === 'object') {
  const { send, exit } = process;
  process.on?.(
    'message',
    serveMachine((message) => void send?.call(process, message)),
  );
  process.on?.('disconnect', () => exit?.call(process, 0));
}
