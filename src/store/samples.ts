/** The photographs that come with the page. The same table, for people: `public/samples/LICENSES.md`. */

export interface Sample {
  readonly id: string;
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
  { id: 'cat', title: 'Chelsea the cat', author: 'Stéfan van der Walt', ...CC0 },
  { id: 'dogs', title: 'Friends', author: 'Aitzol Berasategi', ...CC_BY },
  { id: 'nuthatch', title: 'Kleiber (nuthatch)', author: 'Lukas Baubkus', ...CC_BY_SA },
  { id: 'astronaut', title: 'Eileen Collins', author: 'NASA', licence: 'public domain' },
  { id: 'coffee', title: 'Coffee cup', author: 'Rachel Michetti', ...CC0 },
  { id: 'mountain', title: 'Picos de Europa', author: 'Aitzol Berasategi', ...CC_BY },
  { id: 'stream', title: 'Life', author: 'Aitzol Berasategi', ...CC_BY },
  { id: 'rocket', title: 'DSCOVR launch', author: 'SpaceX', ...CC0 },
  { id: 'dandelion', title: 'Seeding', author: 'Clemens Engelhardt', ...CC0 },
  { id: 'fig', title: 'Picture 0B', author: 'Trevor “Freespace”', ...CC_BY },
  { id: 'drum', title: 'Wine', author: 'Jakub Mede', ...CC_BY },
  { id: 'brushes', title: 'Picture 1A', author: 'Trevor “Freespace”', ...CC_BY },
];

export const sampleUrl = ({ id }: Sample): string => `${import.meta.env.BASE_URL}samples/${id}.jpg`;
