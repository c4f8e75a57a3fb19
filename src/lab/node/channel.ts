import { Worker } from 'node:worker_threads';
import type { OpenChannel } from '../guest.ts';

/**
 * Opens the worker in Node: no arguments, no environment, its prints swallowed, its heap bounded.
 * @param script the path of `worker.ts`, or of what it was bundled to
 */
export function openNodeChannel(script: string): OpenChannel {
  return (listener) => {
    const worker = new Worker(script, {
      argv: [],
      env: {},
      execArgv: [],
      stdin: false,
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    });
    worker.on('message', listener.message);
    worker.on('error', (error) => listener.failed(String(error)));
    worker.on('exit', (code) => listener.failed(`exit ${code}`));
    return {
      post: (message) => worker.postMessage(message),
      close: () => void worker.terminate(),
    };
  };
}
