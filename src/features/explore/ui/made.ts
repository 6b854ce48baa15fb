/** The page as it can be saved: a reconstruction with the settings that made it, never with those of another one. */
import type { Result } from '../../../runtime/inference/scene';
import type { MaskChoice } from '../../../store/masking';
import { percent } from '../../../store/percent';
import type { Photo } from '../../../store/photo';
import type { Playground } from '../../../store/playground';
import type { View } from '../../../store/view';
import { isPrediction, targetNote } from '../../../ui/model/targets';
import { decimals } from '../../../ui/numbers';
import { photoWords } from '../../../ui/photo/credits';

export interface Made {
  readonly photo: Photo;
  readonly result: Result;
  readonly masking: MaskChoice;
  readonly view: View;
}

/** Undefined until the reconstruction is that of the settings. */
export function madeOf({ photo, scene, result, masking, view, opening }: Playground): Made | undefined {
  if (!photo || !result || result.scene !== scene || opening) return undefined;
  return { photo, result, masking, view };
}

/** What its files are called, before what they show and without their endings. */
export function stemOf({ photo, masking: { ratio, hand, strategy, seed } }: Made): string {
  const mask = hand ? 'hand' : `${strategy}-${seed}`;
  return `mae-${photo.title}-${percent(ratio).replace(' %', '')}-${mask}`;
}

/** What every figure of it says below: how it was made, then what is shown, then the numbers. */
export function captionOf(
  { photo, result, masking }: Made,
  ...shown: readonly (string | undefined)[]
): string {
  const { model } = result.scene;
  const { ratio, hand, strategy, seed } = masking;
  const mask = hand ? 'mask made by hand' : `${strategy} mask, seed ${seed}`;
  return [
    `${photoWords(photo)}, ${percent(ratio)} hidden, ${mask}.`,
    `Model: ${model.title}.`,
    ...shown,
    targetNote(model),
    isPrediction(model) && `Loss ${decimals(result.loss, 4)}; PSNR over hidden pixels.`,
  ]
    .filter(Boolean)
    .join(' ');
}
