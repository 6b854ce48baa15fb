/** What can be saved of a comparison with interpolation: the pictures with words, and the curve as numbers. */
import { percent } from '../../../store/percent';
import type { Playground } from '../../../store/playground';
import { asFigure, type Choice, type Numbers } from '../../../ui/export/choices';
import { isPrediction, outputName } from '../../../ui/model/targets';
import { decibels, toPrecision } from '../../../ui/numbers';
import { photoWords } from '../../../ui/photo/credits';
import { pictureIn } from '../../../ui/pictures/usePicture';
import type { Point } from '../store/curve';
import type { Filled } from '../store/interpolation';
import { verdict } from './words';

/** Nothing until both are of the settings. */
export function choicesOf({ photo, result, scene, masking }: Playground, filled: Filled): readonly Choice[] {
  if (!photo || !result || result.scene !== scene || filled.scene !== scene) return [];
  const { model, square } = scene;
  const { ratio, hand, strategy, seed } = masking;
  const mask = hand ? 'mask made by hand' : `${strategy} mask, seed ${seed}`;
  const output = outputName(model);
  const name = `mae-${photo.title}-${percent(ratio).replace(' %', '')}-interpolation`;
  return [
    asFigure({
      name,
      columns: ['Masked', output, 'Interpolation', 'Original'],
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
      caption: [
        `${photoWords(photo)}, ${percent(ratio)} hidden, ${mask}.`,
        `Model: ${model.title}.`,
        'Interpolation: the harmonic function through the visible pixels. PSNR over hidden pixels.',
        verdict(result.psnr, filled.psnr),
      ]
        .filter(Boolean)
        .join(' '),
    }),
    { title: 'Interpolation', name, rasters: [filled.picture] },
  ];
}

const HEADER = ['mask_ratio', 'network_psnr_db', 'interpolation_psnr_db', 'one_colour_psnr_db'];

export function curveNumbers({ photo, scene }: Playground, points: readonly Point[]): Numbers | undefined {
  if (!photo || !scene || !isPrediction(scene.model) || points.length === 0) return undefined;
  return {
    title: 'The curve, as numbers',
    name: `mae-${photo.title}-curve`,
    rows: [
      HEADER,
      ...points.map(({ ratio, network, interpolation, oneColour }) => [
        ratio,
        ...[network, interpolation, oneColour].map(toPrecision),
      ]),
    ],
  };
}
