/** Which card of the lesson is open, and what was guessed. A card drives the page through the state that a link holds. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { among, type Fields, type LinkPart, readFields, readPlace, writePlace } from '../../../store/link';
import type { Known } from '../../../store/place';
import { type Playground, placeOf } from '../../../store/playground';
import { type Card, type CardId, cardAfter, cardIds, cards } from './cards';

export interface Lesson {
  readonly card?: CardId;
  /** Of this visit: the place of the option that was chosen. */
  readonly guesses: Readonly<Partial<Record<CardId, number>>>;
  /** In front of a class: the card and the pictures, and nothing else. */
  readonly isPresented: boolean;

  /** Opens a card, and sets the page as it says. */
  open(card: CardId): void;
  /** The next one, or the one before, if there is one. */
  turn(steps: 1 | -1): void;
  guess(option: number): void;
  /** Sets the page as the card wants it again, after somebody has played with it. */
  setAgain(): void;
  present(isPresented: boolean): void;
  /** Leaves the page as it is. */
  close(): void;
}

export interface LessonWorld extends Pick<Known, 'samples' | 'modes'> {
  readonly playground: StoreApi<Playground>;
  /** Covers what is to be guessed, or shows it at once. */
  readonly cover: (isCovered: boolean) => void;
  /** Shows little by little what was covered. */
  readonly uncover: () => void;
}

export function createLesson({ playground, samples, modes, cover, uncover }: LessonWorld): StoreApi<Lesson> {
  /** The photograph, and its crop, that a card took away to show one of its own. */
  let put: Fields | undefined;

  /** Goes where the text of a link says; of model and photograph and what else it leaves open, nothing changes. */
  function go(text: string): void {
    const page = playground.getState();
    const now = placeOf(page);
    if (!now) return;
    const wanted = readFields(text);
    const { model, statistics, ...shown } = writePlace(now);
    const { image, crop } = (!wanted.image && put) || shown;
    put = wanted.image ? (put ?? { image, ...(crop && { crop }) }) : undefined;
    const open = {
      model,
      ...(statistics && { statistics }),
      ...(wanted.image ? {} : { image, ...(crop && { crop }) }),
    };
    const { place } = readPlace({ ...open, ...wanted }, { models: page.models, samples, modes });
    page.visit({ ...place, hidden: now.hidden });
  }

  return createStore<Lesson>()((set, get) => {
    function setPage(id: CardId): void {
      const { setting, after = setting, isCovered = false }: Card = cards[id];
      const isGuessed = get().guesses[id] !== undefined;
      go(isGuessed ? after : setting);
      cover(isCovered && !isGuessed);
    }
    return {
      guesses: {},
      isPresented: false,
      open: (card) => {
        set({ card });
        setPage(card);
      },
      turn: (steps) => {
        const { card, open } = get();
        const next = card && cardAfter(card, steps);
        if (next) open(next);
      },
      guess: (option) => {
        const { card, guesses } = get();
        if (!card) return;
        set({ guesses: { ...guesses, [card]: option } });
        const { setting, after = setting }: Card = cards[card];
        if (after !== setting) go(after);
        uncover();
      },
      setAgain: () => {
        const { card } = get();
        if (card) setPage(card);
      },
      present: (isPresented) => set({ isPresented }),
      close: () => {
        set({ card: undefined, isPresented: false });
        cover(false);
      },
    };
  });
}

const KEY = 'lesson';

/** A link to a card that says nothing else of the page has the page set by the card. */
export const lessonLink = (lesson: StoreApi<Lesson>): LinkPart => ({
  keys: [KEY],
  write: (): Fields => {
    const { card } = lesson.getState();
    return card ? { [KEY]: card } : {};
  },
  read: ({ [KEY]: text, lang: _, ...others }) => {
    const { card: before, open, close } = lesson.getState();
    if (text === undefined) {
      if (before) close();
      return [];
    }
    const card = among(cardIds, text);
    if (!card) return [KEY];
    if (Object.keys(others).length === 0) open(card);
    else lesson.setState({ card });
    return [];
  },
  subscribe: lesson.subscribe,
});
