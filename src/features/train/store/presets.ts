/** Models that are trained in about one, five and thirty minutes, and what a person can set of a run. */
import { patchCount } from '../../../mae/geometry';
import { lenKeep } from '../../../mae/mask';
import type { Strategy } from '../../../mae/strategy';
import type { FullGeometry, Stack } from '../../../runtime/checkpoint/network';
import { tensorShapes } from '../../../runtime/checkpoint/shapes';
import type { Model } from '../../../runtime/models/model';
import type { LossOn, TrainedTarget } from '../../../runtime/train/options';
import type { RunOptions } from '../../../runtime/train/protocol';

export const presetNames = ['small', 'middle', 'large'] as const;
export type PresetName = (typeof presetNames)[number];

export interface Preset {
  readonly minutes: number;
  readonly encoder: Stack;
  readonly decoder: Stack;
}

/** Many narrow heads, of 16 numbers: each finds out to look in another direction. Twice the width inside, for more steps. */
const stack = (width: number, depth: number): Stack => ({ width, depth, heads: width / 16, mlp: 2 * width });

/** What is filled in from afar takes a second block of the decoder: it looks at what the first has filled in. */
export const presets: Readonly<Record<PresetName, Preset>> = {
  small: { minutes: 1, encoder: stack(64, 1), decoder: stack(64, 1) },
  middle: { minutes: 5, encoder: stack(64, 1), decoder: stack(64, 2) },
  large: { minutes: 30, encoder: stack(64, 2), decoder: stack(64, 3) },
};

export const optimisers = ['muon', 'adamw'] as const;
export type OptimiserName = (typeof optimisers)[number];

export interface Knobs {
  /** 0.05 … 0.95 */
  readonly ratio: number;
  readonly strategy: Strategy;
  readonly target: TrainedTarget;
  readonly on: LossOn;
  /** Blocks; of the preset's where it is left out. */
  readonly decoderDepth?: number;
  readonly optimiser: OptimiserName;
  /** The highest learning rate. */
  readonly peak: number;
  readonly seed: number;
  /** As many as the preset's time allows where it is left out. */
  readonly steps?: number;
}

export const PEAKS: Readonly<Record<OptimiserName, number>> = { muon: 1.2e-2, adamw: 1.5e-3 };

/** The learning rate to begin with; what a model knows already would be lost at that of a new one. */
export const firstPeak = (optimiser: OptimiserName, isFurther: boolean): number =>
  PEAKS[optimiser] / (isFurther ? 10 : 1);

export const FIRST_KNOBS: Knobs = {
  ratio: 0.75,
  strategy: 'random',
  target: 'pixels',
  on: 'hidden',
  optimiser: 'muon',
  peak: PEAKS.muon,
  seed: 0,
};

export const LEAST_RATIO = 0.05;
export const MOST_RATIO = 0.95;
export const MOST_DEPTH = 8;
export const [LEAST_STEPS, MOST_STEPS] = [10, 100_000];
export const [LEAST_PEAK, MOST_PEAK] = [1e-5, 0.1];

const SIDE = 64;
const PATCH = 8;
const BATCH = 32;
/** Triplets on show, and as many more that the error is measured on. */
const HELD = 32;
/** A run is looked at about so many times. */
const LOOKS = 60;

const IMAGENET = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] };

/** What a run is of: a preset, or a model to train further. */
export interface Subject {
  readonly geometry: FullGeometry;
  readonly normalisation: RunOptions['normalisation'];
  readonly target: TrainedTarget;
}

/** The most numbers of a model that is trained further here. */
const MOST_PARAMETERS = 10_000_000;

/** Why a model cannot be trained further here, or nothing. */
export function obstacleTo({ geometry, parameters, target, order }: Model): 'size' | 'kind' | undefined {
  if (!geometry.decoder || target === 'features' || geometry.channels > 3 || order) return 'kind';
  if (target !== 'pixels' && target !== 'normalised-pixels') return 'kind';
  return parameters > MOST_PARAMETERS ? 'size' : undefined;
}

/** Of a preset with the knobs, or of the model that is trained further, which is as it is. */
export function subjectOf(preset: PresetName, knobs: Knobs, further?: Model): Subject {
  if (further) {
    const { geometry, mean, std, bands, target } = further;
    return {
      geometry,
      normalisation: { mean, std, ...(bands && { bands }) },
      target: target === 'normalised-pixels' ? target : 'pixels',
    };
  }
  const { encoder, decoder } = presets[preset];
  return {
    geometry: {
      height: SIDE,
      width: SIDE,
      patchSize: PATCH,
      channels: 3,
      encoder,
      decoder: { ...decoder, depth: knobs.decoderDepth ?? decoder.depth },
      layerNormEps: 1e-6,
    },
    normalisation: IMAGENET,
    target: knobs.target,
  };
}

/** So that a batch of large pictures fits too: half as many until a step takes about a gigabyte. The same for every ratio, so that runs can be compared. */
function batchOf(geometry: FullGeometry): number {
  let batch = BATCH;
  while (batch > 4 && activationBytes(geometry, 0.75, batch) > 80e6) batch /= 2;
  return batch;
}

/** The options of a run of so many steps, on a processor until it is known where. */
export function runOptions(
  { geometry, normalisation, target }: Subject,
  knobs: Knobs,
  steps: number,
  threads: number,
): RunOptions {
  const { strategy, ratio, seed, peak, on, optimiser } = knobs;
  const masking = { strategy, ratio };
  return {
    geometry,
    normalisation,
    target,
    on,
    masking,
    cuts: { least: 0.15, stretch: 4 / 3, turned: true, recoloured: true, mixed: true },
    seed,
    start: 'near',
    batch: batchOf(geometry),
    steps,
    peak,
    warmup: Math.min(40, Math.ceil(steps / 10)),
    optimiser: { weightDecay: 0.05, clip: 1, muon: optimiser === 'muon' },
    // The same three quarters for all, so that runs with other ratios can be compared.
    heldOut: {
      count: geometry.width * geometry.height > 128 * 128 ? HELD / 4 : HELD,
      masking: { strategy: 'random', ratio: 0.75 },
      every: Math.max(5, Math.round(steps / LOOKS)),
    },
    device: 'wasm',
    threads: Math.max(1, threads),
  };
}

/** To start the thread, to compile and to look for the first time takes as long as so many steps, on fast machines and on slow ones. */
const STARTING = 60;

/** To two digits, as many as go into the time. */
export function stepsIn(minutes: number, msPerStep: number): number {
  const steps = (minutes * 60_000) / msPerStep - STARTING;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, steps))) - 1);
  return Math.min(MOST_STEPS, Math.max(LEAST_STEPS, Math.round(steps / unit) * unit));
}

export const parametersOf = (geometry: FullGeometry): number =>
  [...tensorShapes(geometry).values()].reduce(
    (sum, shape) => sum + shape.reduce((product, side) => product * side, 1),
    0,
  );

/** What is kept of a batch until the way back: of each token of each block some eight times its width and twice that inside, and its attention. */
function activationBytes(geometry: FullGeometry, ratio: number, batch: number): number {
  const patches = patchCount(geometry);
  const { encoder, decoder = encoder } = geometry;
  const of = ({ width, depth, heads, mlp }: Stack, tokens: number): number =>
    depth * tokens * (8 * width + 2 * mlp + 2 * heads * tokens);
  return 4 * batch * (of(encoder, lenKeep(patches, ratio) + 1) + of(decoder, patches + 1));
}

/** jax-js holds all that a step computes until the step is over, on the way back too: measured on the smallest preset. */
const HELD_OF_ACTIVATIONS = 15;
/** A thread with jax-js and what it has compiled, in bytes. */
const THREAD = 40e6;

/** How much memory a run takes, in bytes, roughly: weights, gradients, two averages and a copy of all that is good, and a step on its way. */
export function memoryOf(geometry: FullGeometry, ratio: number): number {
  const step = HELD_OF_ACTIVATIONS * activationBytes(geometry, ratio, batchOf(geometry));
  return 8 * 4 * parametersOf(geometry) + step + THREAD;
}
