import { parentPort } from 'node:worker_threads';
import { serveMachine } from '../machine.ts';

parentPort?.on(
  'message',
  serveMachine((message) => parentPort?.postMessage(message)),
);
