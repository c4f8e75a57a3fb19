import { fork } from 'node:child_process';
import type { OpenChannel } from '../guest.ts';

/**
 * Opens the worker in Node, as a process of its own: a virtual machine makes and drops WebAssembly code all the time,
 * and where V8 stumbles over that (nodejs/node#64500: "Check failed: jit_page_->allocations_.erase") it takes the whole
 * process with it, which must not be the editor's. No arguments, no environment, its prints swallowed, its heap bounded.
 * It ends with the one that started it, however that ends.
 * @param script the path of `worker.ts`, or of what it was bundled to
 */
export function openNodeChannel(script: string): OpenChannel {
  return (listener) => {
    const worker = fork(script, [], {
      env: { ELECTRON_RUN_AS_NODE: '1' },
      execArgv: ['--max-old-space-size=256'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      windowsHide: true,
    });
    worker.on('message', listener.message);
    worker.on('error', (error) => listener.failed(String(error)));
    worker.on('exit', (code, signal) => listener.failed(`exit ${signal ?? code}`));
    return {
      // What cannot be sent any more has been said by `exit`.
      post: (message) => void worker.send(message, () => {}),
      close: () => void worker.kill('SIGKILL'),
    };
  };
}
