/**
 * The first minute of somebody new: three quarters of the picture vanish, one can guess, the holes are painted in, the original appears.
 * The page is the real one all along, and to use it ends the show.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { readNote, writeNote } from '../../../../runtime/browser/notes';
import type { Playground } from '../../../../store/playground';
import { cover, GUESSING, moveTo, type Veil } from '../../../../ui/veil/veil';

/** What the person expected: too little, about what comes, or too much. */
export type Guess = 'nothing' | 'shapes' | 'everything';

export type Stage =
  | { readonly name: 'away' }
  /** The picture is whole, then three quarters of it vanish. */
  | { readonly name: 'vanishing' }
  | { readonly name: 'guessing' }
  /** What the network makes of it comes into sight, then the original. */
  | { readonly name: 'showing' | 'done'; readonly guess: Guess };

const VISITED = 'visited';
const [WHOLE_MS, VANISH_MS, PAINT_MS] = [1200, 2000, 2400];

/** Of this start of the page: whoever comes by a link comes to see what it says. */
export const isNewcomer = (): boolean => location.hash.length <= 1 && readNote(VISITED) === undefined;

export const stages = createStore<Stage>()(() => ({ name: 'away' }));

const go = (stage: Stage): void => stages.setState(stage, true);

const WHOLE: Veil = { vanished: 0, painted: 0, showsOriginal: false };

/** Resolves when the page has it. */
const arrivalOf = (part: 'scene' | 'result', playground: StoreApi<Playground>): Promise<void> =>
  new Promise((resolve) => {
    const look = (state: Playground): void => {
      if (!state[part]) return;
      stop();
      resolve();
    };
    const stop = playground.subscribe(look);
    look(playground.getState());
  });

/** Also for who has seen it before. */
export async function begin(playground: StoreApi<Playground>): Promise<void> {
  go({ name: 'vanishing' });
  cover(WHOLE);
  await arrivalOf('scene', playground);
  if (stages.getState().name !== 'vanishing' || !(await moveTo(WHOLE, WHOLE_MS))) return;
  if (await moveTo(GUESSING, VANISH_MS)) go({ name: 'guessing' });
}

export async function take(guess: Guess, playground: StoreApi<Playground>): Promise<void> {
  go({ name: 'showing', guess });
  await arrivalOf('result', playground);
  if (stages.getState().name !== 'showing') return;
  if (!(await moveTo({ vanished: 1, painted: 1, showsOriginal: true }, PAINT_MS))) return;
  cover(undefined);
  writeNote(VISITED, 'yes');
  go({ name: 'done', guess });
}

/** Everything is in sight. */
export const uncover = (): void => cover(undefined);

/** At any time: everything is in sight, and the page is as for who knows it. */
export function end(): void {
  uncover();
  writeNote(VISITED, 'yes');
  go({ name: 'away' });
}
