/** The comparison as a figure: a row for each side, the original and the difference of their errors beside them. */
import { maskedPicture } from '../../../mae/compose';
import type { Difference } from '../../../mae/difference';
import { gridSize } from '../../../mae/geometry';
import type { Result } from '../../../runtime/inference/scene';
import type { Playground } from '../../../store/playground';
import type { Cell, Figure } from '../../../ui/export/figure';
import { heatRaster } from '../../../ui/heat/heat';
import { outputName, targetNote } from '../../../ui/model/targets';
import { decimals } from '../../../ui/numbers';
import { photoWords } from '../../../ui/photo/credits';
import { type Compare, isCompared, type Pair } from '../store/compare';
import { differenceColour } from './colour';
import { settingsWords, signed } from './phrases';

const CAPTION =
  'Masked, reconstructed and original picture, and the difference of the errors, PSNR of B minus PSNR of A for each patch: purple where A is better, orange where B is, fully so from 10 dB; hatched where not hidden in both. PSNR over hidden pixels.';

function sideCells({ scene, picture, psnr }: Result): Cell[] {
  const { square, plan, model } = scene;
  return [
    {
      raster: maskedPicture(square, plan.mask, model.geometry),
      label: `${plan.idsKeep.length} of ${plan.mask.length} visible`,
    },
    { raster: picture, label: `${decimals(psnr, 2)} dB` },
  ];
}

/** Undefined while something is still being computed; without the map when the sides cannot be compared patch by patch. */
export function compareFigure(
  page: Playground,
  compare: Compare,
  pair: Pair | undefined,
  difference: Difference | undefined,
): Figure | undefined {
  if (!pair || !isCompared(page, compare)) return undefined;
  const { a, b } = pair;
  const { geometry } = a.scene.model;
  const map = difference && {
    raster: heatRaster(difference.patches, gridSize(geometry), differenceColour, geometry.imageSize),
    label: `B − A: ${signed(difference.psnrB - difference.psnrA, 2)} dB where hidden in both`,
  };
  return {
    name: 'mae-two-at-once',
    columns: ['Masked', outputName(a.scene.model), ''],
    rows: [
      {
        label: `A: ${settingsWords(a.scene.model, page.masking)}`,
        cells: [...sideCells(a), { raster: a.scene.square, label: 'Original' }],
      },
      {
        label: `B: ${settingsWords(b.scene.model, b.scene.masking)}`,
        cells: [...sideCells(b), ...(map ? [map] : [])],
      },
    ],
    caption: [page.photo && `${photoWords(page.photo)}.`, CAPTION, targetNote(a.scene.model)]
      .filter(Boolean)
      .join(' '),
  };
}
