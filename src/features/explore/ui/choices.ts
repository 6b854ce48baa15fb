/** What can be saved of one picture: first the view that is open, then its pictures without words, and its errors as numbers. */

import { psnrOf } from '../../../mae/errors';
import { gridOf, placeIn } from '../../../mae/geometry';
import type { Filled } from '../../../store/filling';
import type { Playground } from '../../../store/playground';
import { asFigure, type Choice, type Numbers } from '../../../ui/export/choices';
import { isPrediction } from '../../../ui/model/targets';
import { toPrecision } from '../../../ui/numbers';
import { pictureIn, pictureName } from '../../../ui/pictures/usePicture';
import { say } from '../../../words/say';
import { drawnOf, errorRaster, figures } from './figures';
import { madeOf, stemOf } from './made';

/** Nothing until the reconstruction is that of the settings: words and pictures must not be of different states. */
export function choicesOf(page: Playground, filled: Filled | undefined): readonly Choice[] {
  const made = madeOf(page, filled);
  if (!made) return [];
  const { square, model } = made.result.scene;
  const stem = stemOf(made);
  const masked = pictureIn('masked', made.result);
  const drawn = drawnOf(made);
  return [
    asFigure(figures[made.view.layout](made)),
    { title: say('explore.allThree'), name: stem, rasters: [masked, drawn, square] },
    { title: pictureName('masked', model), name: `${stem}-masked`, rasters: [masked] },
    {
      title: pictureName('raw', model),
      name: `${stem}-${isPrediction(model) ? 'reconstruction' : 'features'}`,
      rasters: [drawn],
    },
    ...(isPrediction(model)
      ? [{ title: say('explore.patchErrors'), name: `${stem}-error-map`, rasters: [errorRaster(made)] }]
      : []),
    { title: pictureName('original', model), name: `${stem}-original`, rasters: [square] },
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
    title: say('explore.errorNumbers'),
    name: `${stemOf(made)}-errors`,
    rows: [HEADER, ...lines],
  };
}
