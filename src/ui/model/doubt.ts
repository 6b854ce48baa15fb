/** Whether a file may be read otherwise than it was trained: its predictions tell, where they are no better than those of an untaught one. */
import { isNormalised } from '../../mae/target';
import { untaughtPsnr } from '../../mae/untaught';
import type { Result } from '../../runtime/inference/scene';
import { decibels } from '../numbers';

/** Undefined where there is no doubt, nothing is predicted, or the model is the page's own. */
export function doubtOf({ scene: { model, square, plan }, psnr }: Result): string | undefined {
  if (!model.reading || model.target === 'features') return undefined;
  const untaught = untaughtPsnr(square, plan, model);
  // Of a picture that is of one colour nothing can be told.
  if (!Number.isFinite(untaught) || !(psnr <= untaught)) return undefined;
  const than = isNormalised(model.target)
    ? 'the brightness alone that each patch is given'
    : 'one colour, the mean of the visible pixels';
  return `Doubtful: this is no better than ${than} (${decibels(psnr)} against ${decibels(untaught)}). Its weights may be untrained, or the file is read otherwise than it was trained: see “How this model is read”.`;
}
