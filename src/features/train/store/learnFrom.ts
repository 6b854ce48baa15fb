/** What a person chooses to learn from. */
import type { StoreApi } from 'zustand/vanilla';
import { sentenceOf } from '../../../runtime/message';
import type { Gathered } from '../../../store/brought';
import type { Pixels } from '../../../store/photo';
import type { Playground } from '../../../store/playground';
import { said } from '../../../words/said';
import { MOST_PICTURES, type Picture, type Refused, reduced, refusal } from './pictures';

export interface LearnFrom {
  /** Whether those that come with the page are among them. */
  readonly hasSamples: boolean;
  /** Those that the person brought. */
  readonly own: readonly Picture[];
  /** While files are read: 0 … 1. */
  readonly reading?: number;

  setSamples(hasSamples: boolean): void;
  /** What cannot be taken becomes a problem of the page. Never rejects. */
  add(found: Promise<Gathered>): Promise<void>;
  /** The person's own photographs of this visit. */
  addPhotographs(): void;
  clear(): void;
}

export interface LearnFromWorld {
  readonly playground: StoreApi<Playground>;
  /** Throws a `Sentence`. */
  readonly decodePhoto: (file: Blob, name: string) => Promise<Pixels>;
}

export function learnFrom(
  { playground, decodePhoto }: LearnFromWorld,
  set: (changes: Partial<LearnFrom>) => void,
  get: () => LearnFrom,
): LearnFrom {
  let count = 0;

  function put(picture: Picture, refused: Refused): void {
    const { own } = get();
    if (own.some(({ id }) => id === picture.id)) return;
    if (own.length >= MOST_PICTURES) refused.left++;
    else set({ own: [...own, picture] });
  }
  const report = (refused: Refused): void => {
    const problem = refusal(refused);
    if (problem) playground.getState().reportProblem(problem);
  };

  return {
    hasSamples: true,
    own: [],
    setSamples: (hasSamples) => set({ hasSamples }),
    add: async (found) => {
      set({ reading: 0 });
      const { files, unreadable } = await found;
      const refused: Refused = { unread: unreadable.map(({ why }) => why), left: 0 };
      if (files.length + unreadable.length === 0) refused.unread.push(said('train.noPicture'));
      const many = get().own.length + files.length;
      for (const [i, { file }] of files.entries()) {
        set({ reading: i / files.length });
        // A thousand need not be read to be left out.
        if (get().own.length >= MOST_PICTURES) refused.left++;
        else
          await decodePhoto(file, file.name)
            .then((raster) =>
              put({ id: `file-${++count}`, name: file.name, raster: reduced(raster, many) }, refused),
            )
            .catch((error) => refused.unread.push(sentenceOf(error)));
      }
      set({ reading: undefined });
      report(refused);
    },
    addPhotographs: () => {
      const refused: Refused = { unread: [], left: 0 };
      for (const { own, title, raster } of playground.getState().own)
        put({ id: own, name: title, raster: reduced(raster, get().own.length) }, refused);
      report(refused);
    },
    clear: () => set({ own: [] }),
  };
}
