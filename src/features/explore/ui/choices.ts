/** What can be saved of one picture: first the view that is open, then its pictures without words, and its errors as numbers. */

import { psnrOf } from '../../../mae/errors';
import { gridOf, placeIn } from '../../../mae/geometry';
import type { Playground } from '../../../store/playground';
import { asFigure, type Choice, type Numbers } from '../../../ui/export/choices';
import { isPrediction, outputName } from '../../../ui/model/targets';
import { toPrecision } from '../../../ui/numbers';
import { pictureIn } from '../../../ui/pictures/usePicture';
import { drawnOf, errorRaster, figures } from './figures';
import { madeOf, stemOf } from './made';

/** Nothing until the reconstruction is that of the settings: words and pictures must not be of different states. */
export function choicesOf(page: Playground): readonly Choice[] {
  const made = madeOf(page);
  if (!made) return [];
  const { square, model } = made.result.scene;
  const stem = stemOf(made);
  const masked = pictureIn('masked', made.result);
  const drawn = drawnOf(made);
  const output = outputName(model);
  return [
    asFigure(figures[made.view.layout](made)),
    { title: 'All three, without words', name: stem, rasters: [masked, drawn, square] },
    { title: 'Masked', name: `${stem}-masked`, rasters: [masked] },
    { title: output, name: `${stem}-${output.toLowerCase()}`, rasters: [drawn] },
    ...(isPrediction(model)
      ? [{ title: 'Error of each patch', name: `${stem}-error-map`, rasters: [errorRaster(made)] }]
      : []),
    { title: 'Original', name: `${stem}-original`, rasters: [square] },
  ];
}

const HEADER = ['row', 'column', 'hidden', 'mse', 'psnr_db'];

/** A line for each patch in reading order, rows and columns from 1 as on the page; of visible ones what the network made of them too. */
export function numbersOf(page: Playground): Numbers | undefined {
  const made = madeOf(page);
  if (!made || !isPrediction(made.result.scene.model)) return undefined;
  const {
    patchErrors,
    scene: { plan, model },
  } = made.result;
  const grid = gridOf(model.geometry);
  const lines = Array.from(patchErrors, (error, patch) => [
    ...placeIn(grid, patch).map((place) => place + 1),
    plan.mask[patch],
    toPrecision(error),
    toPrecision(psnrOf(error)),
  ]);
  return {
    title: 'The error of each patch, as numbers',
    name: `${stemOf(made)}-errors`,
    rows: [HEADER, ...lines],
  };
}
