/** The comparison as it is saved: a row for each side, the original and the difference of their errors beside them; and that as numbers. */
import type { Difference } from '../../../mae/difference';
import { gridOf, placeIn } from '../../../mae/geometry';
import type { Result } from '../../../runtime/inference/scene';
import type { Filled } from '../../../store/filling';
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

/** What there is to be saved. */
interface Found {
  readonly pair: Pair | undefined;
  readonly difference: Difference | undefined;
  /** What interpolation made last of side A and of side B. */
  readonly filled: readonly (Filled | undefined)[];
}

/** How close interpolation comes on both sides; undefined where it is not shown, is of other scenes, or has nothing to fill. */
function interpolationWords(
  { view }: Playground,
  { a, b }: Pair,
  filled: Found['filled'],
): string | undefined {
  const [psnrA, psnrB] = [a, b].map(({ scene }) => {
    const made = filled.find((one) => one?.scene === scene);
    return made && decibels(made.psnr);
  });
  return view.interpolation && psnrA && psnrB
    ? say('compare.captionInterpolation', { psnrA, psnrB })
    : undefined;
}

/** Undefined while something is still being computed; without the map when the sides cannot be compared patch by patch. */
export function compareFigure(
  page: Playground,
  compare: Compare,
  { pair, difference, filled }: Found,
): Figure | undefined {
  const { photo } = page;
  if (!photo || !pair || !isCompared(page, compare)) return undefined;
  const { a, b } = pair;
  const { model } = a.scene;
  const interpolated = interpolationWords(page, pair, filled);
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
      interpolated,
      (interpolated || [a, b].some(({ scene }) => isPrediction(scene.model))) &&
        say('compare.captionMeasured'),
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
