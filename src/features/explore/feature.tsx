/** One picture, live. */
import type { Feature } from '../../ui/feature';
import { Explore } from './ui/Explore';

export const explore: Feature = {
  tab: { id: 'explore', title: 'One picture' },
  open: () => ({ view: <Explore /> }),
};
