/** What a step of training is shown: cuts of pictures, and masks. Every draw is a function of a seed and a place in the stream alone, so that a run goes on from a number. */
import { type Geometry, gridOf, patchDim } from '../../mae/geometry';
import { type MaskPlan, planMask } from '../../mae/mask';
import { patchify } from '../../mae/patches';
import { type Normalisation, normalise } from '../../mae/pixels';
import { torchRand } from '../../mae/random';
import type { Raster } from '../../mae/raster';
import { maskNoise, type Strategy } from '../../mae/strategy';
import { type Cuts, divided, heldCut, learnedCut, mixed, recoloured } from './cuts';

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

export interface Masking {
  readonly strategy: Strategy;
  /** 0 … 0.99 */
  readonly ratio: number;
}

export interface Data {
  /** Opaque, of any size. */
  readonly pictures: readonly Raster[];
  readonly geometry: Geometry;
  readonly normalisation: Normalisation;
  readonly cuts: Cuts;
  readonly seed: number;
}

export interface Batches {
  /** Of a step, which counts from 0. */
  batch(step: number, count: number, masking: Masking): Batch;
  /** Cuts of what no batch has a pixel of, the same ones for every seed, behind the same masks: curves of different runs can be compared. */
  heldOut(count: number, masking: Masking): readonly Held[];
}

export interface Held extends Masked {
  /** W × H */
  readonly square: Raster;
}

/** Separate streams of random numbers under one seed. */
const [ORDER, CUT, MASK, COLOUR, MIX] = [1, 2, 3, 4, 5];
/** Of what is held out. */
const HELD_SEED = 0;

/** A seed for one place of one stream: integers mixed until each bit depends on all of them (Steele et al. 2014, as in MurmurHash3's end). */
export function seedOf(seed: number, stream: number, place: number): number {
  let all = 0;
  for (const part of [seed, stream, place]) {
    all = Math.imul(all ^ part, 0x9e3779b1);
    all = Math.imul(all ^ (all >>> 16), 0x85ebca6b);
    all = Math.imul(all ^ (all >>> 13), 0xc2b2ae35);
    all ^= all >>> 16;
  }
  return all >>> 0;
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

/** Patches [B, L, dim] in the order of a batch's shuffles, in that of reading; undoes `shuffled`. */
export function inReadingOrder(
  patches: Float32Array,
  { places, count }: Batch,
  dim: number,
): Float32Array<ArrayBuffer> {
  const ordered = new Float32Array(patches.length);
  const length = places.length / count;
  places.forEach((place, from) => {
    const to = from - (from % length) + place;
    ordered.set(patches.subarray(from * dim, (from + 1) * dim), to * dim);
  });
  return ordered;
}

/** Which picture stands at a place of the stream: each once before any comes again. */
function pictureAt(seed: number, place: number, pictures: number): number {
  const [noise] = torchRand(seedOf(seed, ORDER, Math.floor(place / pictures)), pictures);
  return [...noise.keys()].sort((a, b) => noise[a] - noise[b])[place % pictures];
}

/** Halves the pictures again and again first, once. Throws RangeError where there are none. */
export function createBatches({ pictures, geometry, normalisation, cuts, seed }: Data): Batches {
  if (pictures.length === 0) throw new RangeError('nothing to learn from');
  const { learned, held } = divided(pictures, geometry);
  const grid = gridOf(geometry);
  const planOf = ({ strategy, ratio }: Masking, from: number, place: number): MaskPlan =>
    planMask(maskNoise(strategy, seedOf(from, MASK, place), grid), ratio);

  const cutAt = (place: number): Float32Array => {
    const parts = learned[pictureAt(seed, place, learned.length)];
    const image = normalise(learnedCut(parts, geometry, cuts, seedOf(seed, CUT, place)), normalisation);
    return cuts.recoloured ? recoloured(image, geometry.channels, seedOf(seed, COLOUR, place)) : image;
  };

  return {
    batch: (step, count, masking) => {
      const first = step * count;
      const images = Array.from({ length: count }, (_, i) => cutAt(first + i));
      // Each with the one before it in the stream, so that a batch is one whatever is asked for before it.
      const others = cuts.mixed && [first > 0 ? cutAt(first - 1) : images[count - 1], ...images];
      return shuffled(
        images.map((image, i) => {
          const seen = others ? mixed(image, others[i], seedOf(seed, MIX, first + i)) : image;
          return { patches: patchify(seen, geometry), plan: planOf(masking, seed, first + i) };
        }),
        patchDim(geometry),
      );
    },
    heldOut: (count, masking) =>
      Array.from({ length: count }, (_, place) => {
        const square = heldCut(held[place % held.length], geometry, seedOf(HELD_SEED, CUT, place));
        const patches = patchify(normalise(square, normalisation), geometry);
        return { square, patches, plan: planOf(masking, HELD_SEED, place) };
      }),
  };
}
