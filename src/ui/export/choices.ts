/** What of the page can be saved as a picture. */
import { compose, maskedPicture } from '../../mae/compose';
import type { MaskFacts } from '../../mae/maskText';
import type { Raster } from '../../mae/raster';
import { percent } from '../../store/percent';
import type { Playground } from '../../store/playground';
import { outputName, targetNote } from '../model/targets';
import { decimals } from '../numbers';
import { photoWords } from '../photo/credits';
import type { Figure } from './figure';

/** A figure with words, or pictures side by side without any. */
export type Choice =
  | { readonly title: string; readonly figure: Figure }
  | { readonly title: string; readonly name: string; readonly rasters: readonly Raster[] };

export const asFigure = (figure: Figure): Choice => ({ title: 'Figure with words', figure });

/** What the mask of the page is, for a notebook; undefined before there is one. */
export function maskOf({
  scene,
  masking: { strategy, ratio, seed, hand },
}: Playground): MaskFacts | undefined {
  if (!scene) return undefined;
  const { title, geometry } = scene.model;
  return { model: title, geometry, strategy: hand ? 'hand' : strategy, ratio, seed, plan: scene.plan };
}

/** Nothing until the reconstruction is that of the settings: words and pictures must not be of different states. */
export function choicesOf({ photo, scene, result, masking, view, opening }: Playground): readonly Choice[] {
  if (!photo || !scene || result?.scene !== scene || opening) return [];
  const { square, plan, model } = scene;
  const { ratio, seed, strategy, hand } = masking;
  const masked = maskedPicture(square, plan.mask, model.geometry);
  const drawn = view.pasteVisible
    ? compose(square, result.picture, plan.mask, model.geometry)
    : result.picture;
  const made = hand ? 'mask made by hand' : `${strategy} mask, seed ${seed}`;
  const stem = `mae-${photo.title}-${percent(ratio).replace(' %', '')}-${hand ? 'hand' : `${strategy}-${seed}`}`;
  const caption = [
    `${photoWords(photo)}, ${percent(ratio)} hidden, ${made}.`,
    `Model: ${model.title}.`,
    view.pasteVisible ? 'Visible patches are pasted over the reconstruction.' : '',
    targetNote(model),
    `Loss ${decimals(result.loss, 4)}; PSNR over hidden pixels.`,
  ];
  const figure: Figure = {
    name: stem,
    columns: ['Masked', outputName(model), 'Original'],
    rows: [
      {
        cells: [
          { raster: masked, label: `${plan.idsKeep.length} of ${plan.mask.length} patches visible` },
          { raster: drawn, label: `${decimals(result.psnr, 2)} dB` },
          { raster: square },
        ],
      },
    ],
    caption: caption.filter(Boolean).join(' '),
  };
  return [
    asFigure(figure),
    { title: 'All three, without words', name: stem, rasters: [masked, drawn, square] },
    { title: 'Masked', name: `${stem}-masked`, rasters: [masked] },
    { title: outputName(model), name: `${stem}-${outputName(model).toLowerCase()}`, rasters: [drawn] },
    { title: 'Original', name: `${stem}-original`, rasters: [square] },
  ];
}
