/** The thread that trains. */
import { halfSentence } from '../inference/words';
import { bringHelpers } from './helpers';
import type { FromTrainer, ToTrainer } from './protocol';
import { createSession } from './session';

const post = (message: FromTrainer, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });

const session = createSession({
  open: async ({ options }, from) => {
    const lost = (why: unknown): void => post({ type: 'failed', why: halfSentence(why) });
    const threads = options.device === 'wasm' ? await bringHelpers(options.threads, lost) : 1;
    const { openTrained } = await import('./device');
    return { trained: await openTrained(options, from, lost), threads };
  },
  post,
  // What comes by a message is heard before a timer.
  breathe: () => new Promise((resolve) => setTimeout(resolve)),
});

self.addEventListener('message', ({ data }: MessageEvent<ToTrainer>) => session.hear(data));
