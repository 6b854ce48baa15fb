/** How a person wants files, for as long as the page is open: whoever saves one figure saves the next in the same way. */
import { createStore } from 'zustand/vanilla';

export const sizes = { 1: '1 ×', 2: '2 ×', 4: '4 ×' } as const;

export interface Wishes {
  /** Canvas pixels for each pixel of a picture. */
  readonly size: `${keyof typeof sizes}`;
  /** Whether the caption stands under a figure, in every format. */
  readonly isCaptioned: boolean;
}

export const wishes = createStore<Wishes>()(() => ({ size: '2', isCaptioned: true }));
