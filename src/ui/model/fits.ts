/** Which reading of a file fits a picture: of what a file leaves open, all that needs no other network is tried. */
import { type PatchOrder, patchOrders } from '../../mae/patchOrder';
import { type PredictedTarget, predictedTargets } from '../../mae/target';
import { untaughtPsnr } from '../../mae/untaught';
import type { Engine } from '../../runtime/inference/engine';
import type { Scene } from '../../runtime/inference/scene';
import type { Model } from '../../runtime/models/model';
import type { Phrase } from '../../words/said';

export interface Fit {
  readonly target: PredictedTarget;
  readonly order: PatchOrder;
  /** In dB, over hidden pixels. */
  readonly psnr: number;
}

export interface Tried {
  /** As it was read when it was tried. */
  readonly model: Model;
  /** The best first. */
  readonly fits: readonly Fit[];
  /** What a network that has learned nothing comes to, in dB. */
  readonly untaught: Readonly<Record<PredictedTarget, number>>;
}

export const targetNames: Readonly<Record<PredictedTarget, Phrase>> = {
  pixels: 'model.pixels',
  'unit-pixels': 'model.unitPixels',
  'normalised-pixels': 'model.normalisedPixels',
  'normalised-channels': 'model.normalisedChannels',
};

export const orderNames: Readonly<Record<PatchOrder, Phrase>> = {
  'p q c': 'model.rowColumnChannel',
  'c p q': 'model.channelRowColumn',
};

/** A smaller difference, in dB, may be this picture's. */
const MARGIN = 0.5;

/** Tries all on one scene, something of which must be hidden. Rejects as the engine's queue does. */
export async function tryReadings(
  engine: Pick<Engine, 'enqueue'>,
  scene: Scene,
  signal: AbortSignal,
): Promise<Tried> {
  const { model, square, plan } = scene;
  const fits: Fit[] = [];
  for (const target of predictedTargets) {
    for (const order of patchOrders) {
      const { psnr } = await engine.enqueue({ ...scene, model: { ...model, target, order } }, signal);
      fits.push({ target, order, psnr });
    }
  }
  return {
    model,
    fits: fits.sort((a, b) => b.psnr - a.psnr),
    untaught: mapTargets((target) => untaughtPsnr(square, plan, { ...model, target })),
  };
}

const mapTargets = (map: (target: PredictedTarget) => number): Record<PredictedTarget, number> => ({
  pixels: map('pixels'),
  'unit-pixels': map('unit-pixels'),
  'normalised-pixels': map('normalised-pixels'),
  'normalised-channels': map('normalised-channels'),
});

/** Whether what was found holds for a model still: it is the same network, of pictures that are the same to it. */
export const holdsFor = ({ model }: Tried, other: Model): boolean =>
  (['files', 'geometry', 'bands', 'mean', 'std'] as const).every((key) => model[key] === other[key]);

/** What is better by far than the way a model is read, and than what it would be untaught, and how that does; undefined where nothing is. */
export function better(
  { fits, untaught }: Tried,
  { target, order = 'p q c' }: Model,
): { readonly best: Fit; readonly now: Fit } | undefined {
  const now = fits.find((fit) => fit.target === target && fit.order === order);
  // Nothing, read as normalised patches, has the brightness of the picture around it.
  const best = fits.find((fit) => fit.psnr > untaught[fit.target] + MARGIN);
  return now && best && best.psnr > now.psnr + MARGIN ? { best, now } : undefined;
}
