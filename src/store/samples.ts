/** The photographs that come with the page. The same table, for people: `public/samples/LICENSES.md`. */
import { type Phrase, said, type Words } from '../words/said';

export interface Sample {
  readonly id: string;
  /** What it shows, for those who cannot see it. */
  readonly subject: Phrase;
  /** What it is called here: by what it shows, where its author's title does not say it. That one is in the table. */
  readonly title: Phrase;
  readonly author: string;
  readonly licence: Words;
  readonly licenceUrl?: string;
}

const CC0 = { licence: 'CC0 1.0', licenceUrl: 'https://creativecommons.org/publicdomain/zero/1.0/' };
const CC_BY = { licence: 'CC BY 4.0', licenceUrl: 'https://creativecommons.org/licenses/by/4.0/' };
const CC_BY_SA = { licence: 'CC BY-SA 3.0', licenceUrl: 'https://creativecommons.org/licenses/by-sa/3.0/' };

/** The page opens with the first. */
export const samples: readonly Sample[] = [
  {
    id: 'coffee',
    subject: 'samples.coffee',
    title: 'samples.coffeeTitle',
    author: 'Rachel Michetti',
    ...CC0,
  },
  { id: 'cat', subject: 'samples.cat', title: 'samples.catTitle', author: 'Stéfan van der Walt', ...CC0 },
  {
    id: 'mountain',
    subject: 'samples.mountain',
    title: 'samples.mountainTitle',
    author: 'Aitzol Berasategi',
    ...CC_BY,
  },
  { id: 'rocket', subject: 'samples.rocket', title: 'samples.rocketTitle', author: 'SpaceX', ...CC0 },
  { id: 'dogs', subject: 'samples.dogs', title: 'samples.dogsTitle', author: 'Aitzol Berasategi', ...CC_BY },
  {
    id: 'astronaut',
    subject: 'samples.astronaut',
    title: 'samples.astronautTitle',
    author: 'NASA',
    licence: said('samples.publicDomain'),
  },
  { id: 'fig', subject: 'samples.fig', title: 'samples.fig', author: 'Trevor “Freespace”', ...CC_BY },
  {
    id: 'nuthatch',
    subject: 'samples.nuthatch',
    title: 'samples.nuthatchTitle',
    author: 'Lukas Baubkus',
    ...CC_BY_SA,
  },
  {
    id: 'dandelion',
    subject: 'samples.dandelion',
    title: 'samples.dandelionTitle',
    author: 'Clemens Engelhardt',
    ...CC0,
  },
  { id: 'drum', subject: 'samples.drum', title: 'samples.drumTitle', author: 'Jakub Mede', ...CC_BY },
  {
    id: 'brushes',
    subject: 'samples.brushes',
    title: 'samples.brushes',
    author: 'Trevor “Freespace”',
    ...CC_BY,
  },
  {
    id: 'stream',
    subject: 'samples.stream',
    title: 'samples.streamTitle',
    author: 'Aitzol Berasategi',
    ...CC_BY,
  },
];

/** Drawn for the lesson: not in the gallery, but links lead to them. */
const drawings: readonly Sample[] = [
  { id: 'letters', subject: 'samples.letters', title: 'samples.letters', author: 'MAE Playground', ...CC0 },
  {
    id: 'checkerboard',
    subject: 'samples.checkerboard',
    title: 'samples.checkerboard',
    author: 'MAE Playground',
    ...CC0,
  },
];

/** All that a link can name. */
export const allPictures: readonly Sample[] = [...samples, ...drawings];

export const sampleUrl = ({ id }: Sample): string => `${import.meta.env.BASE_URL}samples/${id}.jpg`;

/** The same 128 pixels wide: twice as large as the gallery draws it. */
export const thumbnailUrl = ({ id }: Sample): string => `${import.meta.env.BASE_URL}samples/small/${id}.webp`;
