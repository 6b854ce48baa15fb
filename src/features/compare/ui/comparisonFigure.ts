/** The comparison as it is saved: a row for each side, the original and the difference of their errors beside them; and that as numbers. */
import type { Difference } from '../../../mae/difference';
import { gridOf, placeIn } from '../../../mae/geometry';
import type { Result } from '../../../runtime/inference/scene';
import type { Playground } from '../../../store/playground';
import type { Numbers } from '../../../ui/export/choices';
import type { Cell, Figure } from '../../../ui/export/figure';
import { heatRaster } from '../../../ui/heat/heat';
import { isPrediction, outputName, targetNote } from '../../../ui/model/targets';
import { decibels, toPrecision } from '../../../ui/numbers';
import { photoWords } from '../../../ui/photo/credits';
import { pictureIn } from '../../../ui/pictures/usePicture';
import { type Compare, isCompared, type Pair } from '../store/compare';
import { DIFFERENCE_LEGEND, differenceColour } from './colour';
import { settingsWords, signed } from './phrases';

const NAME = 'mae-two-at-once';
const PASTED = 'Visible patches are pasted over the reconstructions.';
const MAP = 'Difference of errors: PSNR of B minus PSNR of A for each patch.';
const MEASURED = 'PSNR over hidden pixels.';

function sideCells(result: Result, isPasted: boolean): Cell[] {
  const { plan } = result.scene;
  return [
    {
      raster: pictureIn('masked', result),
      label: `${plan.idsKeep.length} of ${plan.mask.length} visible`,
    },
    { raster: pictureIn(isPasted ? 'pasted' : 'raw', result), label: decibels(result.psnr) },
  ];
}

/** What both sides are called over their column. */
function outputNames({ a, b }: Pair): string {
  const [nameA, nameB] = [outputName(a.scene.model), outputName(b.scene.model)];
  return nameA === nameB ? nameA : `${nameA} A, ${nameB} B`;
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
  const isPasted = page.view.pasteVisible;
  const map = difference && {
    raster: heatRaster(difference.patches, geometry, differenceColour),
    label: `B − A: ${signed(difference.psnrB - difference.psnrA, 2)} dB where hidden in both`,
  };
  return {
    name: NAME,
    columns: ['Masked', outputNames(pair), ''],
    rows: [
      {
        label: `A: ${settingsWords(a.scene.model, page.masking)}`,
        cells: [...sideCells(a, isPasted), { raster: a.scene.square, label: 'Original' }],
      },
      {
        label: `B: ${settingsWords(b.scene.model, b.scene.masking)}`,
        cells: [...sideCells(b, isPasted), ...(map ? [map] : [])],
      },
    ],
    ...(map && { scale: { legend: DIFFERENCE_LEGEND, colour: differenceColour } }),
    caption: [
      page.photo && `${photoWords(page.photo)}.`,
      isPasted && PASTED,
      map && MAP,
      [a, b].some(({ scene }) => isPrediction(scene.model)) && MEASURED,
      ...new Set([a, b].map(({ scene }) => targetNote(scene.model))),
    ]
      .filter(Boolean)
      .join(' '),
  };
}

const HEADER = ['row', 'column', 'hidden_in_both', 'mse_a', 'mse_b', 'psnr_b_minus_a_db'];

/** A line for each patch of A in reading order, rows and columns from 1 as on the page; empty where it is not hidden in both. */
export function differenceNumbers({ a }: Pair, { patches, errorsA, errorsB }: Difference): Numbers {
  const grid = gridOf(a.scene.model.geometry);
  const lines = Array.from(patches, (decibelsMore, patch) => [
    ...placeIn(grid, patch).map((place) => place + 1),
    Number(!Number.isNaN(decibelsMore)),
    ...[errorsA[patch], errorsB[patch], decibelsMore].map(toPrecision),
  ]);
  return {
    title: 'The difference of each patch, as numbers',
    name: `${NAME}-errors`,
    rows: [HEADER, ...lines],
  };
}
