/** What can be saved of a comparison with interpolation: the pictures with words, and the curve as numbers. */
import type { Filled } from '../../../store/filling';
import { inPercent, percent } from '../../../store/percent';
import type { Playground } from '../../../store/playground';
import { asFigure, type Choice, type Numbers } from '../../../ui/export/choices';
import { howMasked } from '../../../ui/mask/howMasked';
import { isPrediction, outputName } from '../../../ui/model/targets';
import { decibels, toPrecision } from '../../../ui/numbers';
import { photoWords } from '../../../ui/photo/credits';
import { pictureIn, pictureName } from '../../../ui/pictures/usePicture';
import { say, spell } from '../../../words/say';
import type { Point } from '../store/curve';
import { verdict } from './words';

/** Nothing until both are of the settings. */
export function choicesOf({ photo, result, scene, masking }: Playground, filled: Filled): readonly Choice[] {
  if (!photo || !result || result.scene !== scene || filled.scene !== scene) return [];
  const { model, square } = scene;
  const { ratio } = masking;
  const name = `mae-${spell(photo.title)}-${inPercent(ratio)}-interpolation`;
  return [
    asFigure({
      name,
      columns: [
        pictureName('masked', model),
        outputName(model),
        say('interpolation.title'),
        pictureName('original', model),
      ],
      rows: [
        {
          cells: [
            { raster: pictureIn('masked', result) },
            { raster: pictureIn('raw', result), label: decibels(result.psnr) },
            { raster: filled.picture, label: decibels(filled.psnr) },
            { raster: square },
          ],
        },
      ],
      caption: say('interpolation.caption', {
        photo: photoWords(photo),
        ratio: percent(ratio),
        ...howMasked(masking),
        model: model.title,
        verdict: verdict(result.psnr, filled.psnr),
      }).trim(),
    }),
    { title: say('interpolation.title'), name, rasters: [filled.picture] },
  ];
}

const HEADER = ['mask_ratio', 'network_psnr_db', 'interpolation_psnr_db', 'one_colour_psnr_db'];

export function curveNumbers({ photo, scene }: Playground, points: readonly Point[]): Numbers | undefined {
  if (!photo || !scene || !isPrediction(scene.model) || points.length === 0) return undefined;
  return {
    title: say('interpolation.curveNumbers'),
    name: `mae-${spell(photo.title)}-curve`,
    rows: [
      HEADER,
      ...points.map(({ ratio, network, interpolation, oneColour }) => [
        ratio,
        ...[network, interpolation, oneColour].map(toPrecision),
      ]),
    ],
  };
}
