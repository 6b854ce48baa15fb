/** One picture, live. */
import type { Feature } from '../../ui/feature';
import { Explore } from './ui/Explore';
import { begin, isNewcomer } from './ui/firstMinute/stage';

export const explore: Feature = {
  tab: { id: 'explore', title: 'explore.title' },
  open: ({ playground }) => {
    if (isNewcomer()) void begin(playground);
    return { view: <Explore /> };
  },
};
