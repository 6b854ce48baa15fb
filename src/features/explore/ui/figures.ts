/** Each way of looking at the pictures as a figure: what is shown is what is saved. */
import { blankRaster, type Raster } from '../../../mae/raster';
import type { Stack } from '../../../runtime/checkpoint/network';
import type { Layout } from '../../../store/view';
import type { Cell, Figure } from '../../../ui/export/figure';
import { heatRaster } from '../../../ui/heat/heat';
import { isPrediction, outputName } from '../../../ui/model/targets';
import { counted, decibels, decimals } from '../../../ui/numbers';
import { pictureIn, pictureName } from '../../../ui/pictures/usePicture';
import { ERRORS, errorColour, errorsOf } from './errorMap';
import { captionOf, type Made, stemOf } from './made';
import { stepPictures } from './stepPictures';

type Draw = (made: Made) => Figure;

const isPasted = ({ view, result }: Made): boolean => view.pasteVisible && isPrediction(result.scene.model);
const pasteNote = (made: Made): string | undefined =>
  isPasted(made) ? 'Visible patches are pasted over the reconstruction.' : undefined;

export const drawnOf = (made: Made): Raster => pictureIn(isPasted(made) ? 'pasted' : 'raw', made.result);

const drawnCell = (made: Made): Cell => ({ raster: drawnOf(made), label: decibels(made.result.psnr) });

const triplet: Draw = (made) => {
  const { square, plan, model } = made.result.scene;
  const label = `${plan.idsKeep.length} of ${plan.mask.length} patches visible`;
  return {
    name: stemOf(made),
    columns: ['Masked', outputName(model), 'Original'],
    rows: [
      { cells: [{ raster: pictureIn('masked', made.result), label }, drawnCell(made), { raster: square }] },
    ],
    caption: captionOf(made, pasteNote(made)),
  };
};

export function errorRaster({ result }: Made): Raster {
  return heatRaster(errorsOf(result), result.scene.model.geometry, errorColour);
}

const errors: Draw = (made) => {
  const { square, model } = made.result.scene;
  if (!isPrediction(model)) return triplet(made);
  return {
    name: `${stemOf(made)}-errors`,
    columns: [outputName(model), 'Error of each patch', 'Original'],
    rows: [{ cells: [drawnCell(made), { raster: errorRaster(made) }, { raster: square }] }],
    scale: { legend: ERRORS, colour: errorColour },
    caption: captionOf(made, pasteNote(made), 'Error: PSNR of each hidden patch.'),
  };
};

/** How much of the width the line between two wiped pictures takes, in pixels. */
const LINE = 1;

const wipe: Draw = (made) => {
  const { wipe: kinds, divider } = made.view;
  const [left, right] = kinds.map((kind) => pictureIn(kind, made.result));
  const [nameLeft, nameRight] = kinds.map((kind) => pictureName(kind, made.result.scene.model));
  const { width, height } = left;
  const at = Math.round(divider * width);
  const wiped = blankRaster(width, height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const x = pixel % width;
    if (x >= at && x < at + LINE && divider > 0 && divider < 1)
      wiped.data.fill(255, pixel * 4, pixel * 4 + 3);
    else wiped.data.set((x < at ? left : right).data.subarray(pixel * 4, pixel * 4 + 4), pixel * 4);
  }
  return {
    name: `${stemOf(made)}-wiped`,
    columns: [nameLeft, 'Wiped', nameRight],
    rows: [{ cells: [{ raster: left }, { raster: wiped }, { raster: right }] }],
    caption: captionOf(
      made,
      `Wiped: ${nameLeft} on the left ${Math.round(divider * 100)} %, ${nameRight} beyond.`,
    ),
  };
};

const blocksOf = ({ depth, width }: Stack): string => `${counted(depth, 'block')}, ${width} wide`;

const steps: Draw = (made) => {
  const { result } = made;
  const { plan, model } = result.scene;
  const { encoder, decoder } = model.geometry;
  const [patches, visible] = [plan.mask.length, plan.idsKeep.length];
  const { packed, tokens, compared } = stepPictures(result.scene);
  const seen: Cell[] = [
    { raster: pictureIn('masked', result), label: `${patches - visible} of ${patches} patches hidden` },
    { raster: packed, label: `${visible} patches, ${blocksOf(encoder)}` },
  ];
  const drawn = pictureIn('raw', result);
  const name = `${stemOf(made)}-steps`;
  if (!decoder) {
    const cells = [...seen, { raster: drawn, label: outputName(model) }];
    return { name, columns: ['Hide', 'Encode', 'Look'], rows: [{ cells }], caption: captionOf(made) };
  }
  return {
    name,
    columns: ['Hide', 'Encode', 'Fill up', 'Decode', 'Compare'],
    rows: [
      {
        cells: [
          ...seen,
          { raster: tokens, label: `${visible} latent tokens, ${patches - visible} mask tokens` },
          { raster: drawn, label: `${blocksOf(decoder)}` },
          { raster: compared, label: `loss ${decimals(result.loss, 4)}` },
        ],
      },
    ],
    caption: captionOf(
      made,
      'Only visible patches are encoded; their latent tokens (blue) and one learned mask token (grey) for each hidden patch are decoded; the loss is taken on hidden patches alone.',
    ),
  };
};

export const figures: Readonly<Record<Layout, Draw>> = { triplet, wipe, errors, steps };
