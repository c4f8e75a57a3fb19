import type { OpenChannel } from '../guest.ts';

/**
 * Opens the worker in a browser's extension host, which is a worker itself and allows workers from `blob:` alone.
 * @param script the bytes of what `worker.ts` was bundled to
 */
export function openBrowserChannel(script: Uint8Array): OpenChannel {
  return (listener) => {
    const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    const worker = new Worker(url);
    worker.onmessage = ({ data }) => listener.message(data);
    worker.onerror = ({ message }) => listener.failed(message ?? 'the worker did not start');
    return {
      post: (message) => worker.postMessage(message),
      close: () => {
        worker.terminate();
        URL.revokeObjectURL(url);
      },
    };
  };
}
