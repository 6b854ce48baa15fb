/** The page as it can be saved: a reconstruction with the settings that made it, never with those of another one. */
import type { Result } from '../../../runtime/inference/scene';
import type { Filled } from '../../../store/filling';
import type { MaskChoice } from '../../../store/masking';
import { inPercent, percent } from '../../../store/percent';
import type { Photo } from '../../../store/photo';
import type { Playground } from '../../../store/playground';
import type { View } from '../../../store/view';
import { howMasked } from '../../../ui/mask/howMasked';
import { isPrediction, targetNote } from '../../../ui/model/targets';
import { decimals } from '../../../ui/numbers';
import { photoWords } from '../../../ui/photo/credits';
import { together } from '../../../ui/together';
import { say, spell } from '../../../words/say';

export interface Made {
  readonly photo: Photo;
  readonly result: Result;
  readonly masking: MaskChoice;
  readonly view: View;
  /** What interpolation makes of the same, if it stands beside it. */
  readonly filled?: Filled;
}

/** Undefined until the reconstruction is that of the settings. */
export function madeOf(
  { photo, scene, result, masking, view, opening }: Playground,
  filled?: Filled,
): Made | undefined {
  if (!photo || !result || result.scene !== scene || opening) return undefined;
  const isBeside = view.interpolation && filled?.scene === scene;
  return { photo, result, masking, view, ...(isBeside && { filled }) };
}

/** What its files are called, before what they show and without their endings. */
export function stemOf({ photo, masking: { ratio, hand, strategy, seed } }: Made): string {
  const mask = hand ? 'hand' : `${strategy}-${seed}`;
  return `mae-${spell(photo.title)}-${inPercent(ratio)}-${mask}`;
}

/** What every figure of it says below: how it was made, then what is shown, then the numbers. */
export function captionOf(
  { photo, result, masking }: Made,
  ...shown: readonly (string | undefined)[]
): string {
  const { model } = result.scene;
  return together(
    [
      say('explore.madeHow', {
        photo: photoWords(photo),
        ratio: percent(masking.ratio),
        ...howMasked(masking),
        model: model.title,
      }),
      result.scene.plan.idsTold && say('mask.wrongPlaces'),
      ...shown,
      targetNote(model),
      isPrediction(model) ? say('explore.lossAndPsnr', { loss: decimals(result.loss, 4) }) : undefined,
    ].filter((sentence) => sentence !== undefined),
  );
}
