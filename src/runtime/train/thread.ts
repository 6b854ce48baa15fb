/** How it is known that a thread has broken, whatever broke it. A browser tells of errors that nobody caught, and of nothing else. */
import { type Said, said } from '../../words/said';
import { findLocks, type Locks } from '../browser/locks';
import { whyOf } from './words';

/** The part of a `Worker` that is used here. */
export type Thread = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

/** To be called in a thread, and waited for before its first message: what it holds is free when it has ended. */
export const live = (): Promise<unknown> => findLocks('thread').take(self.name);

/** Calls back with half a sentence when a thread of that name broke; perhaps more than once. */
export function onBroken(
  thread: Pick<Thread, 'addEventListener'>,
  name: string,
  locks: Locks,
  tell: (why: Said) => void,
): void {
  thread.addEventListener('error', ({ message }) =>
    // Of a file that cannot be had nothing is said.
    tell(message ? whyOf(message) : said('inference.partNotStarted')),
  );
  thread.addEventListener('messageerror', () => tell(said('training.notHeard')));
  thread.addEventListener(
    'message',
    () => void locks.whenFree(name).then(() => tell(said('training.threadEnded'))),
    { once: true },
  );
}
