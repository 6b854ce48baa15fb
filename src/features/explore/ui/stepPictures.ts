/** The pictures between the masked one and its reconstruction, which follow the settings at once. */
import { hiddenPicture } from '../../../mae/compose';
import { gridOf } from '../../../mae/geometry';
import { type Colour, packedPatches, tokenPicture } from '../../../mae/steps';
import type { Scene } from '../../../runtime/inference/scene';

/** Light and dark enough for both kinds of page. */
export const LATENT: Colour = [92, 110, 230];
export const MASK_TOKEN: Colour = [150, 148, 142];

export const stepPictures = ({ square, plan, model }: Scene) => ({
  packed: packedPatches(square, plan.idsKeep, model.geometry),
  tokens: tokenPicture(plan.mask, gridOf(model.geometry), LATENT, MASK_TOKEN),
  compared: hiddenPicture(square, plan.mask, model.geometry),
});
