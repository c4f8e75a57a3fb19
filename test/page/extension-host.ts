import { readAnswer } from '../../src/lab/guest.ts';
import { startEmbedded } from '../../src/lab/host.ts';

/** The lab in a worker that is as VS Code's browser extension host: `Worker` loads everything from a `blob:` of its own. */
const Native = Worker;
function WorkerOfTheHost(url: string): Worker {
  return new Native(URL.createObjectURL(new Blob([`importScripts('${url}')`], { type: 'application/javascript' })));
}
Object.defineProperty(globalThis, 'Worker', { value: WorkerOfTheHost });

const read = async (name: string) => new Uint8Array(await (await fetch(`/dist/${name}`)).arrayBuffer());

async function run(): Promise<unknown> {
  const guest = await startEmbedded({ read, pathOf: (name) => name }, { memoryMiB: 16 });
  const { report, complete } = await readAnswer(guest);
  guest.send('ps');
  const { text } = await readAnswer(guest);
  guest.send('poweroff');
  return { report, complete, text, ended: await guest.ended };
}

run().then(postMessage, (error: unknown) => postMessage(String(error)));
