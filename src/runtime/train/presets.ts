/**
 * Sizes of a run that are done in about one, five and thirty minutes on two cores. Pictures are 64 × 64 and patches 8 × 8: as few tokens as
 * still show what is in a picture. Small models win where minutes count: a step of the middle one costs a third of one with an encoder
 * of 4 × 128, and a thousand of those are no better than eight hundred of these.
 */
import type { FullGeometry, Stack } from '../checkpoint/network';
import type { RunOptions } from './protocol';

export const presetNames = ['minute', 'five', 'thirty'] as const;
export type Preset = (typeof presetNames)[number];

/** Many narrow heads: each finds out to look in another direction. */
const HEAD = 16;

const stack = (width: number, depth: number): Stack => ({
  width,
  depth,
  heads: width / HEAD,
  mlp: 4 * width,
});

const geometryOf = (encoder: Stack, decoder: Stack): FullGeometry => ({
  height: 64,
  width: 64,
  patchSize: 8,
  channels: 3,
  encoder,
  decoder,
  layerNormEps: 1e-6,
});

type Sized = Pick<RunOptions, 'geometry' | 'steps' | 'batch' | 'peak' | 'warmup'>;

const sizes: Readonly<Record<Preset, Sized>> = {
  minute: {
    geometry: geometryOf(stack(64, 1), stack(64, 1)),
    steps: 700,
    batch: 32,
    peak: 0.008,
    warmup: 20,
  },
  five: {
    geometry: geometryOf(stack(64, 2), stack(64, 2)),
    steps: 2500,
    batch: 32,
    peak: 0.008,
    warmup: 40,
  },
  thirty: {
    geometry: geometryOf(stack(128, 4), stack(96, 3)),
    steps: 4500,
    batch: 32,
    peak: 0.005,
    warmup: 100,
  },
};

/** Of the paper, and of this project's recipe where minutes count: Muon, and weights whose attention begins by looking near. */
export function presetOptions(preset: Preset, seed: number): Omit<RunOptions, 'device' | 'threads'> {
  const masking = { strategy: 'random', ratio: 0.75 } as const;
  return {
    ...sizes[preset],
    normalisation: { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
    target: 'pixels',
    on: 'hidden',
    masking,
    cuts: { least: 0.15, stretch: 4 / 3, turned: true, recoloured: true, mixed: true },
    seed,
    start: 'near',
    optimiser: { weightDecay: 0.05, clip: 1, muon: true },
    heldOut: { count: 48, masking, every: 100 },
  };
}
