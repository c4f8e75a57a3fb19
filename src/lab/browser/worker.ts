import { serveMachine } from '../machine.ts';

const take = serveMachine(postMessage);
addEventListener('message', ({ data }) => take(data));
