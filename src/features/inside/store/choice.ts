/** What of a network's inside a person wants to see. */
import { clamp } from '../../../mae/clamp';
import type { Head } from '../../../mae/gaze';
import { patchCount } from '../../../mae/geometry';
import type { Model } from '../../../runtime/models/model';

/** Which tokens are alike, where one looks, all of them as colours; without any picture, the weights; and how long it all takes. */
export const sights = ['likeness', 'attention', 'colours', 'weights', 'cost'] as const;

export type Sight = (typeof sights)[number];

export const halves = ['encoder', 'decoder'] as const;

export type Half = (typeof halves)[number];

export interface Choice {
  readonly sight: Sight;
  /** Whether the encoder is shown all patches, as for recognition, and not only those that the mask leaves. */
  readonly isWhole: boolean;
  /** The decoder is looked into only where there is a mask. */
  readonly half: Half;
  /** 0 … depth: what goes into the first block, or comes out of so many; attention is of a block, from 1. */
  readonly block: number;
  readonly head: Head;
  /** The patch that was clicked. */
  readonly patch: number;
  /** Whether the samples, and the person's own photographs, are looked at as well; whole pictures only. */
  readonly amongSamples: boolean;
  readonly amongOwn: boolean;
  /** Whether the background has no colours. */
  readonly isGroundOut: boolean;
}

export const FIRST_CHOICE: Choice = {
  sight: 'likeness',
  isWhole: true,
  half: 'encoder',
  block: 12,
  head: 'mean',
  patch: 105,
  amongSamples: false,
  amongOwn: false,
  isGroundOut: false,
};

/** What a choice means for a model: blocks, heads and patches that it does not have become those that it has. */
export function settle(choice: Choice, { geometry }: Pick<Model, 'geometry'>): Choice {
  const half = choice.isWhole || !geometry.decoder ? 'encoder' : choice.half;
  const stack = geometry[half] ?? geometry.encoder;
  return {
    ...choice,
    half,
    block: clamp(choice.block, choice.sight === 'attention' ? Math.min(1, stack.depth) : 0, stack.depth),
    head: choice.head === 'mean' || choice.head < stack.heads ? choice.head : 'mean',
    patch: Math.min(choice.patch, patchCount(geometry) - 1),
  };
}

/** Whether what is seen is of the page's picture. */
export const isOfPicture = (sight: Sight): boolean => sight !== 'weights' && sight !== 'cost';

/** Whether what is seen is of tokens, and not of what goes on between them. */
const isOfTokens = (sight: Sight): boolean => sight === 'likeness' || sight === 'colours';

/** Whether other pictures can be looked at as well. */
export const canLookAmong = ({ sight, isWhole }: Choice): boolean => isWhole && isOfTokens(sight);

/** Whether both are of the same look; the patch and the head choose among what was seen, and it can be coloured anew. */
export const isSameLook = (a: Choice, b: Choice): boolean =>
  a.isWhole === b.isWhole &&
  a.amongSamples === b.amongSamples &&
  a.amongOwn === b.amongOwn &&
  a.half === b.half &&
  a.block === b.block &&
  isOfTokens(a.sight) === isOfTokens(b.sight) &&
  (isOfTokens(a.sight) ? a.sight === 'colours' || b.sight !== 'colours' : a.sight === b.sight);
