/** Whether a file may be read otherwise than it was trained: its predictions tell, where they are no better than those of an untaught one. */
import { isNormalised } from '../../mae/target';
import { untaughtPsnr } from '../../mae/untaught';
import type { Result } from '../../runtime/inference/scene';
import { say } from '../../words/say';
import { decimals } from '../numbers';

/** Undefined where there is no doubt, nothing is predicted, or the model is the page's own. */
export function doubtOf({ scene: { model, square, plan }, psnr }: Result): string | undefined {
  if (!model.reading || model.target === 'features') return undefined;
  const untaught = untaughtPsnr(square, plan, model);
  // Of a picture that is of one colour nothing can be told.
  if (!Number.isFinite(untaught) || !(psnr <= untaught)) return undefined;
  return say('model.doubt', {
    than: isNormalised(model.target) ? 'brightness' : 'colour',
    psnr: decimals(psnr, 2),
    untaught: decimals(untaught, 2),
  });
}
