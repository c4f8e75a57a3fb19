import { readAnswer } from '../../src/lab/guest.ts';
import { startEmbedded } from '../../src/lab/host.ts';

/** The lab in a worker that is as VS Code's browser extension host: `Worker` loads everything from a `blob:` of its own. */
const Native = Worker;
Object.defineProperty(globalThis, 'Worker', {
  value: class {
    constructor(url: string) {
      // biome-ignore lint/correctness/noConstructorReturn: VS Code's function returns the real one, too.
      return new Native(URL.createObjectURL(new Blob([`importScripts('${url}')`], { type: 'application/javascript' })));
    }
  },
});

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
