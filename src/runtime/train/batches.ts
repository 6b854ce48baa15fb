/** What a step of training is shown. */
import type { MaskPlan } from '../../mae/mask';

/** Several pictures' patches [B, L, P·P·C], those of each in the order of its mask's shuffle: the K visible ones first. */
export interface Batch {
  readonly count: number;
  readonly keep: number;
  readonly patches: Float32Array<ArrayBuffer>;
  /** [B, L] which patch each of them is. */
  readonly places: Int32Array<ArrayBuffer>;
}

/** A picture's patches [L · dim] in reading order, and its mask. All masks of a batch keep as many patches. */
export interface Masked {
  readonly patches: Float32Array;
  readonly plan: MaskPlan;
}

/** Puts patches of `dim` numbers in the order of the shuffles. */
export function shuffled(pictures: readonly Masked[], dim: number): Batch {
  const [{ plan }] = pictures;
  const length = plan.idsRestore.length;
  const patches = new Float32Array(pictures.length * length * dim);
  const places = new Int32Array(pictures.length * length);
  pictures.forEach((picture, i) => {
    picture.plan.idsRestore.forEach((place, patch) => {
      const to = i * length + place;
      places[to] = patch;
      patches.set(picture.patches.subarray(patch * dim, (patch + 1) * dim), to * dim);
    });
  });
  return { count: pictures.length, keep: plan.idsKeep.length, patches, places };
}
