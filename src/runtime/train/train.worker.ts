/** The thread that trains. */
import { said } from '../../words/said';
import { Sentence } from '../message';
import { bringHelpers } from './helpers';
import type { FromTrainer, ToTrainer } from './protocol';
import { createSession } from './session';
import { live } from './thread';

const post = (message: FromTrainer, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });

const living = live();

const session = createSession({
  open: async ({ options }, from) => {
    await living;
    const threads = await bringHelpers(options.device === 'wasm' ? options.threads : 1, session.fail);
    const { openTrained } = await import('./device');
    return { ...(await openTrained(options, from)), threads };
  },
  post,
  // What comes by a message is heard before a timer.
  breathe: () => new Promise((resolve) => setTimeout(resolve)),
});

// What nobody caught: jax-js computes where nobody waits for it.
self.addEventListener('unhandledrejection', ({ reason }) => session.fail(reason));
self.addEventListener('error', (event) => {
  // Told to the page by itself, it might come before the last good state does.
  event.preventDefault();
  console.error(event.message);
  session.fail(event.message);
});
self.addEventListener('messageerror', () => session.fail(new Sentence(said('training.notHeard'))));
self.addEventListener('message', ({ data }: MessageEvent<ToTrainer>) => session.hear(data));
