/** The photographs that come with the page. The same table, for people: `public/samples/LICENSES.md`. */

export interface Sample {
  readonly id: string;
  /** What it shows, for those who cannot see it. */
  readonly subject: string;
  /** What it is called here: by what it shows, where its author's title does not say it. That one is in the table. */
  readonly title: string;
  readonly author: string;
  readonly licence: string;
  readonly licenceUrl?: string;
}

const CC0 = { licence: 'CC0 1.0', licenceUrl: 'https://creativecommons.org/publicdomain/zero/1.0/' };
const CC_BY = { licence: 'CC BY 4.0', licenceUrl: 'https://creativecommons.org/licenses/by/4.0/' };
const CC_BY_SA = { licence: 'CC BY-SA 3.0', licenceUrl: 'https://creativecommons.org/licenses/by-sa/3.0/' };

/** The page opens with the first. */
export const samples: readonly Sample[] = [
  { id: 'coffee', subject: 'A cup of coffee', title: 'Coffee cup', author: 'Rachel Michetti', ...CC0 },
  {
    id: 'cat',
    subject: 'The face of a cat',
    title: 'Chelsea the cat',
    author: 'Stéfan van der Walt',
    ...CC0,
  },
  { id: 'mountain', subject: 'Mountains', title: 'Picos de Europa', author: 'Aitzol Berasategi', ...CC_BY },
  { id: 'rocket', subject: 'A rocket at night', title: 'DSCOVR launch', author: 'SpaceX', ...CC0 },
  { id: 'dogs', subject: 'Two dogs at a window', title: 'Two dogs', author: 'Aitzol Berasategi', ...CC_BY },
  {
    id: 'astronaut',
    subject: 'An astronaut',
    title: 'Eileen Collins',
    author: 'NASA',
    licence: 'public domain',
  },
  { id: 'fig', subject: 'Half a fig', title: 'Half a fig', author: 'Trevor “Freespace”', ...CC_BY },
  {
    id: 'nuthatch',
    subject: 'A nuthatch on a tree',
    title: 'Kleiber (nuthatch)',
    author: 'Lukas Baubkus',
    ...CC_BY_SA,
  },
  { id: 'dandelion', subject: 'A dandelion', title: 'Dandelion', author: 'Clemens Engelhardt', ...CC0 },
  { id: 'drum', subject: 'A drum', title: 'Drum', author: 'Jakub Mede', ...CC_BY },
  { id: 'brushes', subject: 'Paint brushes', title: 'Paint brushes', author: 'Trevor “Freespace”', ...CC_BY },
  { id: 'stream', subject: 'A stream', title: 'Stream', author: 'Aitzol Berasategi', ...CC_BY },
];

export const sampleUrl = ({ id }: Sample): string => `${import.meta.env.BASE_URL}samples/${id}.jpg`;

/** The same 128 pixels wide: twice as large as the gallery draws it. */
export const thumbnailUrl = ({ id }: Sample): string => `${import.meta.env.BASE_URL}samples/small/${id}.webp`;
