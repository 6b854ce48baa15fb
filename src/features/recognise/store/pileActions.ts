/** What a person does with piles: they bring pictures, name what they show, and take some away. */
import type { StoreApi } from 'zustand/vanilla';
import { sentenceOf } from '../../../runtime/message';
import type { Gathered } from '../../../store/brought';
import type { Pixels } from '../../../store/photo';
import type { Playground } from '../../../store/playground';
import { type Said, said, type Words } from '../../../words/said';
import {
  FEWEST_PILES,
  folderOf,
  type Item,
  isSamePicture,
  itemOf,
  MOST_PICTURES,
  MOST_PILES,
  newPile,
  type Pile,
  pictureCount,
  type Refused,
  refusal,
  withItems,
} from './piles';

export interface PileState {
  readonly piles: readonly Pile[];
  /** Whether the piles are those that come with the page, and nothing else. */
  readonly isExample: boolean;

  addPile(): void;
  rename(pile: Pile, name: string): void;
  /** Where fewer than two would be left, an empty one takes its place. */
  removePile(pile: Pile): void;
  removeItem(pile: Pile, item: Item): void;
  /** The page's own picture, as it is cut. */
  addPresent(pile: Pile): void;
  /** Into one pile, or each into that of its folder. What cannot be taken becomes a problem of the page. */
  add(found: Promise<Gathered>, pile?: Pile): Promise<void>;
  /** Piles that come with the page, beside those that are there. Never rejects. */
  addExample(): Promise<void>;
  clear(): void;
}

export interface PileWorld {
  readonly playground: StoreApi<Playground>;
  /** Throws a `Sentence`. */
  readonly decodePhoto: (file: Blob, name: string) => Promise<Pixels>;
  /** Piles that come with the page; throws a `Sentence`. */
  readonly example: () => AsyncIterable<{ readonly name: Words; readonly items: readonly Item[] }>;
}

/** Reads what was brought, telling how far it is, 0 … 1; nothing is learned until it has ended. Never rejects. */
type WhileReading = (read: (tell: (share: number) => void) => Promise<void>) => Promise<void>;

const untouched = (): readonly Pile[] => [newPile(), newPile()];

export function pileActions(
  { playground, decodePhoto, example }: PileWorld,
  set: (changes: Partial<PileState>) => void,
  get: () => PileState,
  whileReading: WhileReading,
): PileState {
  const arrange = (piles: readonly Pile[]): void => set({ piles, isExample: false });
  const replace = (old: Pile, changes: Partial<Pile>): void =>
    arrange(get().piles.map((pile) => (pile.id === old.id ? { ...pile, ...changes } : pile)));

  const report = (refused: Refused): void => {
    const problem = refusal(refused);
    if (problem) playground.getState().reportProblem(problem);
  };

  /** Puts a picture where it belongs, and notes what keeps it from there. */
  function put(item: Item, name: Words, wanted: Pile | undefined, refused: Refused): void {
    const { piles } = get();
    const pile = wanted && piles.find(({ id }) => id === wanted.id);
    if (piles.some(({ items }) => items.some((other) => isSamePicture(other, item)))) refused.known++;
    else if (pictureCount(piles) >= MOST_PICTURES) refused.pictures++;
    else if (pile) replace(pile, { items: [...pile.items, item] });
    else {
      const more = withItems(piles, name, [item]);
      if (more) arrange(more);
      else refused.piles.add(name);
    }
  }

  return {
    piles: untouched(),
    isExample: false,
    addPile: () => {
      const { piles } = get();
      if (piles.length < MOST_PILES) arrange([...piles, newPile()]);
    },
    rename: (pile, name) => replace(pile, { name }),
    removePile: (pile) => {
      const piles = get().piles.filter(({ id }) => id !== pile.id);
      arrange([...piles, ...untouched().slice(0, Math.max(0, FEWEST_PILES - piles.length))]);
    },
    removeItem: (pile, item) => replace(pile, { items: pile.items.filter(({ id }) => id !== item.id) }),
    addPresent: (pile) => {
      const { photo, crop } = playground.getState();
      if (!photo) return;
      const refused = nothingRefused();
      put(itemOf(photo.title, photo.raster, crop), '', pile, refused);
      report(refused);
    },
    add: (found, pile) =>
      whileReading(async (tell) => {
        const { files, unreadable } = await found;
        if (files.length + unreadable.length === 0)
          return playground.getState().reportProblem(said('recognise.noPicture'));
        const refused = nothingRefused(unreadable.map(({ why }) => why));
        for (const [i, { path, file }] of files.entries()) {
          tell(i / files.length);
          // A thousand need not be read to be left out.
          if (pictureCount(get().piles) >= MOST_PICTURES) refused.pictures++;
          else
            await decodePhoto(file, file.name)
              .then((photo) => put(itemOf(file.name, photo), folderOf(path), pile, refused))
              .catch((error) => refused.unread.push(sentenceOf(error)));
        }
        report(refused);
      }),
    addExample: () =>
      whileReading(async () => {
        const isExample = get().isExample || pictureCount(get().piles) === 0;
        // Untouched piles make room.
        arrange(isExample ? [] : get().piles.filter(({ items }) => items.length > 0));
        const refused = nothingRefused();
        try {
          for await (const { name, items } of example()) {
            for (const item of items) put(item, name, undefined, refused);
          }
          set({ isExample });
        } catch (error) {
          refused.unread.push(sentenceOf(error));
        }
        report(refused);
      }),
    clear: () => arrange(untouched()),
  };
}

const nothingRefused = (unread: readonly Said[] = []): Refused => ({
  unread: [...unread],
  pictures: 0,
  known: 0,
  piles: new Set(),
});
