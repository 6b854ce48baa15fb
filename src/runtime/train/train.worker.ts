/** The thread that trains. */
import { bringHelpers } from './helpers';
import type { FromTrainer, ToTrainer } from './protocol';
import { createSession } from './session';

const post = (message: FromTrainer, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });

const session = createSession({
  open: async ({ options }, from) => {
    const threads = bringHelpers(options.device === 'wasm' ? options.threads : 1);
    const { openTrained } = await import('./device');
    return { ...(await openTrained(options, from)), threads };
  },
  post,
  // What comes by a message is heard before a timer.
  breathe: () => new Promise((resolve) => setTimeout(resolve)),
});

self.addEventListener('message', ({ data }: MessageEvent<ToTrainer>) => session.hear(data));
