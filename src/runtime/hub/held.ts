/** Models from the hub for one visit, in memory: where the browser gives the page no place to keep them. */
import type { Offer } from './repository';

export interface Held {
  readonly offer: Offer;
  readonly weights: Blob;
}

const all = new Map<string, Held>();

export const hold = (offer: Offer, weights: Blob): void => void all.set(offer.repository, { offer, weights });
export const heldOf = (repository: string): Held | undefined => all.get(repository);
export const listHeld = (): readonly Held[] => [...all.values()];
/** Whether there was one to let go. */
export const letGo = (repository: string): boolean => all.delete(repository);
