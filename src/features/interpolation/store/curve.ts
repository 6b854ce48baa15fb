/** How good network, interpolation and one colour are on a picture, ratio by ratio. */
import { meanColourPsnr } from '../../../mae/meanColour';
import type { Engine } from '../../../runtime/inference/engine';
import type { Scene } from '../../../runtime/inference/scene';
import type { Interpolator } from '../../../runtime/interpolation/interpolator';
import { isSameChoice, type MaskChoice, planFor, withoutExperiment } from '../../../store/masking';
import type { Playground } from '../../../store/playground';

/** PSNR in dB over hidden pixels. */
export interface Point {
  /** 0 … 1 */
  readonly ratio: number;
  readonly network: number;
  readonly interpolation: number;
  readonly oneColour: number;
}

/** From coarse to fine, so that the curve is there soon and then becomes exact. */
export const RATIOS: readonly number[] = [
  0.5, 0.75, 0.25, 0.95, 0.1, 0.85, 0.4, 0.65, 0.05, 0.9, 0.15, 0.3, 0.6, 0.8, 0.2, 0.7, 0.35, 0.55, 0.45,
  0.98,
];

/** All that a curve depends on. */
export type Subject = Pick<Scene, 'model' | 'square'> & { readonly masking: MaskChoice };

/** Of the page as it is; undefined where there is no curve to draw. */
export function subjectOf({ scene, masking }: Playground): Subject | undefined {
  if (!scene || scene.model.target === 'features') return undefined;
  return { model: scene.model, square: scene.square, masking: withoutExperiment(masking) };
}

/** Whether both have the same curve, wherever the slider stands. */
export const isSameSubject = (a: Subject, b: Subject): boolean =>
  a.model === b.model &&
  a.square === b.square &&
  isSameChoice({ ...a.masking, ratio: 0 }, { ...b.masking, ratio: 0 });

/** One point. Rejects as both do that are asked. */
export async function pointAt(
  ratio: number,
  { model, square, masking }: Subject,
  { engine, interpolator }: { engine: Pick<Engine, 'enqueue'>; interpolator: Interpolator },
  signal: AbortSignal,
): Promise<Point> {
  const plan = planFor({ ...masking, ratio }, model.geometry);
  const scene: Scene = { model, square, plan };
  const [made, filled] = await Promise.all([engine.enqueue(scene, signal), interpolator.fill(scene, signal)]);
  return {
    ratio,
    network: made.psnr,
    interpolation: filled.psnr,
    oneColour: meanColourPsnr(square, plan.mask, model.geometry),
  };
}
