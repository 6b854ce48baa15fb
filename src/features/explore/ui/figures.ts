/** Each way of looking at the pictures as a figure: what is shown is what is saved. */
import { blankRaster, type Raster } from '../../../mae/raster';
import type { Stack } from '../../../runtime/checkpoint/network';
import type { Layout } from '../../../store/view';
import type { Cell, Figure } from '../../../ui/export/figure';
import { heatRaster } from '../../../ui/heat/heat';
import { isPrediction, outputName } from '../../../ui/model/targets';
import { decibels, decimals } from '../../../ui/numbers';
import { pictureIn, pictureName } from '../../../ui/pictures/usePicture';
import { say } from '../../../words/say';
import { errorColour, errorLegend, errorsOf } from './errorMap';
import { captionOf, type Made, stemOf } from './made';
import { stepPictures } from './stepPictures';

type Draw = (made: Made) => Figure;

const isPasted = ({ view, result }: Made): boolean => view.pasteVisible && isPrediction(result.scene.model);
const pasteNote = (made: Made): string | undefined => (isPasted(made) ? say('explore.isPasted') : undefined);

export const drawnOf = (made: Made): Raster => pictureIn(isPasted(made) ? 'pasted' : 'raw', made.result);

const drawnCell = (made: Made): Cell => ({ raster: drawnOf(made), label: decibels(made.result.psnr) });

const triplet: Draw = (made) => {
  const { filled } = made;
  const { square, plan, model } = made.result.scene;
  const label = say('explore.patchesVisible', { visible: plan.idsKeep.length, patches: plan.mask.length });
  return {
    name: stemOf(made),
    columns: [
      pictureName('masked', model),
      outputName(model),
      ...(filled ? [say('interpolation.title')] : []),
      pictureName('original', model),
    ],
    rows: [
      {
        cells: [
          { raster: pictureIn('masked', made.result), label },
          drawnCell(made),
          ...(filled ? [{ raster: filled.picture, label: decibels(filled.psnr) }] : []),
          { raster: square },
        ],
      },
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
    columns: [outputName(model), say('explore.patchErrors'), pictureName('original', model)],
    rows: [{ cells: [drawnCell(made), { raster: errorRaster(made) }, { raster: square }] }],
    scale: { legend: errorLegend(), colour: errorColour },
    caption: captionOf(made, pasteNote(made), say('explore.errorMeans')),
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
    columns: [nameLeft, say('explore.wiped'), nameRight],
    rows: [{ cells: [{ raster: left }, { raster: wiped }, { raster: right }] }],
    caption: captionOf(
      made,
      say('explore.wipedAt', { nameLeft, left: Math.round(divider * 100), nameRight }),
    ),
  };
};

const blocksOf = ({ depth, width }: Stack): string => say('explore.blocks', { depth, width });

const steps: Draw = (made) => {
  const { result } = made;
  const { plan, model } = result.scene;
  const { encoder, decoder } = model.geometry;
  const [patches, visible] = [plan.mask.length, plan.idsKeep.length];
  const hidden = patches - visible;
  const { packed, tokens, compared } = stepPictures(result.scene);
  const seen: Cell[] = [
    { raster: pictureIn('masked', result), label: say('explore.patchesHidden', { hidden, patches }) },
    { raster: packed, label: say('explore.patchesInBlocks', { visible, blocks: blocksOf(encoder) }) },
  ];
  const drawn = pictureIn('raw', result);
  const name = `${stemOf(made)}-steps`;
  if (!decoder) {
    const cells = [...seen, { raster: drawn, label: outputName(model) }];
    return {
      name,
      columns: [say('explore.hide'), say('explore.encode'), say('explore.look')],
      rows: [{ cells }],
      caption: captionOf(made),
    };
  }
  return {
    name,
    columns: [
      say('explore.hide'),
      say('explore.encode'),
      say('explore.fillUp'),
      say('explore.decode'),
      say('explore.compare'),
    ],
    rows: [
      {
        cells: [
          ...seen,
          { raster: tokens, label: say('explore.tokenCounts', { visible, hidden }) },
          { raster: drawn, label: blocksOf(decoder) },
          { raster: compared, label: say('explore.lossOf', { loss: decimals(result.loss, 4) }) },
        ],
      },
    ],
    caption: captionOf(made, say('explore.stepsMean')),
  };
};

export const figures: Readonly<Record<Layout, Draw>> = { triplet, wipe, errors, steps };
