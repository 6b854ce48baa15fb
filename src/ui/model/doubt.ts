/** Whether a file may be read otherwise than it was trained: its predictions tell, where they are no better than one colour. */
import { meanColourPsnr } from '../../mae/meanColour';
import type { Result } from '../../runtime/inference/scene';
import { decibels } from '../numbers';

/** Undefined where there is no doubt, nothing is predicted, or the model is the page's own. */
export function doubtOf({ scene: { model, square, plan }, psnr }: Result): string | undefined {
  if (!model.reading || model.target === 'features') return undefined;
  const mean = meanColourPsnr(square, plan.mask, model.geometry);
  // Of a picture that is of one colour nothing can be told.
  if (!Number.isFinite(mean) || !(psnr <= mean)) return undefined;
  return `Doubtful: this is no better than one colour, the mean of the visible pixels (${decibels(psnr)} against ${decibels(mean)}). Its weights may be untrained, or the file is read otherwise than it was trained: see “How this model is read”.`;
}
