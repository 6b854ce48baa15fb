/** Which patches the encoder sees. Random sampling without replacement, as in the paper's section 3. */

export interface MaskPlan {
  /** [K] the visible patches, in the order in which the encoder gets them. */
  readonly idsKeep: Int32Array;
  /** [L] for each patch its place in the shuffle; places ≥ K are hidden. */
  readonly idsRestore: Int32Array;
  /** [L] 0 visible, 1 hidden. */
  readonly mask: Uint8Array;
  /** [L] what the decoder is told in place of `idsRestore`, where an experiment tells it wrong places. */
  readonly idsTold?: Int32Array;
}

export const MAX_RATIO = 0.99;

/** K, how many of `patches` stay visible: floor(L · (1 − ratio)), at least one. */
export const lenKeep = (patches: number, ratio: number): number =>
  Math.max(1, Math.floor(patches * (1 - ratio)));

/**
 * The mask for a ratio of 0 … 0.99: the same noise with another ratio only moves the cut, so patches appear and vanish
 * one by one. Throws RangeError on another ratio.
 */
export function planMask(noise: Float32Array, ratio: number): MaskPlan {
  if (!(ratio >= 0 && ratio <= MAX_RATIO))
    throw new RangeError(`a mask ratio lies in 0 … ${MAX_RATIO}, not ${ratio}`);
  return keepLeast(noise, lenKeep(noise.length, ratio));
}

/** Keeps the `keep` patches with the least noise [L]: argsort, then a cut. Of equal noises the earlier patch comes first, as in a stable argsort. */
export function keepLeast(noise: Float32Array, keep: number): MaskPlan {
  const idsShuffle = Int32Array.from(noise.keys()).sort((a, b) => noise[a] - noise[b]);
  const idsRestore = new Int32Array(noise.length);
  idsShuffle.forEach((patch, place) => {
    idsRestore[patch] = place;
  });
  return {
    idsKeep: idsShuffle.slice(0, keep),
    idsRestore,
    mask: Uint8Array.from(idsRestore, (place) => (place < keep ? 0 : 1)),
  };
}

/** Nothing is hidden, and the patches are in reading order: what an encoder is shown to recognise. */
export const wholePlan = (patches: number): MaskPlan =>
  keepLeast(
    Float32Array.from({ length: patches }, (_, patch) => patch),
    patches,
  );

/** `idsRestore`, or what it is told in its place, as the decoder's graph wants it: every hidden place points at number K, the one mask token. */
export const decoderIds = ({ idsKeep, idsRestore, idsTold = idsRestore }: MaskPlan): Int32Array =>
  idsTold.map((place) => Math.min(place, idsKeep.length));
