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
import { pictureIn, pictureName } from '../../../ui/pictures/usePicture';
import { say } from '../../../words/say';
import { type Compare, isCompared, type Pair } from '../store/compare';
import { differenceColour, differenceLegend } from './colour';
import { sideWords, signed, visibleWords } from './phrases';

const NAME = 'mae-two-at-once';

function sideCells(result: Result, isPasted: boolean): Cell[] {
  return [
    { raster: pictureIn('masked', result), label: visibleWords(result.scene) },
    { raster: pictureIn(isPasted ? 'pasted' : 'raw', result), label: decibels(result.psnr) },
  ];
}

/** What both sides are called over their column. */
function outputNames({ a, b }: Pair): string {
  const [nameA, nameB] = [outputName(a.scene.model), outputName(b.scene.model)];
  return nameA === nameB ? nameA : say('compare.columnOutputs', { outputA: nameA, outputB: nameB });
}

/** Undefined while something is still being computed; without the map when the sides cannot be compared patch by patch. */
export function compareFigure(
  page: Playground,
  compare: Compare,
  pair: Pair | undefined,
  difference: Difference | undefined,
): Figure | undefined {
  const { photo } = page;
  if (!photo || !pair || !isCompared(page, compare)) return undefined;
  const { a, b } = pair;
  const { model } = a.scene;
  const isPasted = page.view.pasteVisible;
  const map = difference && {
    raster: heatRaster(difference.patches, model.geometry, differenceColour),
    label: say('compare.differenceInAll', { decibels: signed(difference.psnrB - difference.psnrA, 2) }),
  };
  return {
    name: NAME,
    columns: [pictureName('masked', model), outputNames(pair), ''],
    rows: [
      {
        label: sideWords('A', model, page.masking),
        cells: [...sideCells(a, isPasted), { raster: a.scene.square, label: pictureName('original', model) }],
      },
      {
        label: sideWords('B', b.scene.model, b.scene.masking),
        cells: [...sideCells(b, isPasted), ...(map ? [map] : [])],
      },
    ],
    ...(map && { scale: { legend: differenceLegend(), colour: differenceColour } }),
    caption: [
      say('compare.photograph', { photograph: photoWords(photo) }),
      isPasted && say('compare.captionPasted'),
      map && say('compare.captionMap'),
      [a, b].some(({ scene }) => isPrediction(scene.model)) && say('compare.captionMeasured'),
      ...new Set([a, b].map(({ scene }) => targetNote(scene.model))),
    ]
      .filter((sentence) => typeof sentence === 'string')
      .reduce((before, after) => say('page.together', { before, after })),
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
    title: say('compare.asNumbers'),
    name: `${NAME}-errors`,
    rows: [HEADER, ...lines],
  };
}
