/** The four kinds of figure as data, from as many reconstructions as are done. */
import { assemble } from '../../../mae/complementary';
import { patchErrors, psnrOf } from '../../../mae/errors';
import { deviation, distance, meanPicture } from '../../../mae/moments';
import type { Raster } from '../../../mae/raster';
import type { Scene } from '../../../runtime/inference/scene';
import type { Numbers } from '../../../ui/export/choices';
import type { Cell, Figure, Row } from '../../../ui/export/figure';
import { isPrediction, outputName } from '../../../ui/model/targets';
import { decibels, toPrecision } from '../../../ui/numbers';
import { pictureIn } from '../../../ui/pictures/usePicture';
import type { Drawn, Piece } from '../store/series';
import { caption } from './captions';
import { DEVIATION, deviationColour, deviationRaster } from './deviation';

/** Of many masks only the first few are shown one by one. */
const SHOWN_MASKS = 4;
/** From more photographs on, two stand beside each other. */
const ONE_BY_ONE = 3;

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const masked = (piece: Piece, label?: string): Cell => ({ raster: pictureIn('masked', piece), label });

function made(piece: Piece, pasteVisible: boolean): Cell {
  return { raster: pictureIn(pasteVisible ? 'pasted' : 'raw', piece), label: decibels(piece.psnr) };
}

const visibleWords = ({ scene: { plan } }: Piece): string =>
  `${plan.idsKeep.length} of ${plan.mask.length} visible`;

/** PSNR in dB over the patches of which `judged` [L] is true; NaN of none. */
function psnrWhere(drawn: Raster, { square, model }: Scene, judged: (patch: number) => boolean) {
  const errors = patchErrors(drawn, square, model.geometry).filter((_, patch) => judged(patch));
  return psnrOf(average([...errors]));
}

/** A name with its PSNR, where it has one. */
const labelled = (name: string, psnr: number): string => [name, decibels(psnr)].filter(Boolean).join(', ');

/** A sentence about numbers that there may not be: when nothing is hidden, nothing can be measured. */
const withNumber = (number: string | undefined, words: (number: string) => string): string | undefined =>
  number && words(number);

type Parts = Omit<Figure, 'caption'> & { readonly facts?: string };
type Kind = (drawn: Drawn, pasteVisible: boolean) => Parts;

/** The original before what the network saw of it. */
const maskedRow = (scene: Scene, pieces: readonly Piece[]): Row => ({
  label: 'Masked',
  cells: [
    { raster: scene.square, label: 'Original' },
    ...pieces.map((piece) => masked(piece, visibleWords(piece))),
  ],
});

/** One picture that stands for all of them, if there is one, before each reconstruction. */
const madeRow = (all: Cell | undefined, pieces: readonly Piece[], pasteVisible: boolean): Row => ({
  label: outputName(pieces[0].scene.model),
  cells: [all, ...pieces.map((piece) => made(piece, pasteVisible))],
});

const ratios: Kind = ({ pieces }, pasteVisible) => ({
  name: 'mae-ratios',
  columns: ['', ...pieces.map(({ title }) => title)],
  rows: [maskedRow(pieces[0].scene, pieces), madeRow(undefined, pieces, pasteVisible)],
});

const photographs: Kind = ({ pieces, total }, pasteVisible) => {
  const perRow = total > ONE_BY_ONE ? 2 : 1;
  const triplet = ['Masked', outputName(pieces[0].scene.model), 'Original'];
  const triplets = pieces.map((piece): Cell[] => [
    masked(piece, piece.title),
    made(piece, pasteVisible),
    { raster: piece.scene.square },
  ]);
  const rows: Row[] = [];
  for (let i = 0; i < triplets.length; i += perRow)
    rows.push({ cells: triplets.slice(i, i + perRow).flat() });
  return {
    name: 'mae-photographs',
    columns: Array.from({ length: perRow }, () => triplet).flat(),
    group: triplet.length,
    rows,
    facts: withNumber(decibels(average(pieces.map(({ psnr }) => psnr))), (psnr) => `${psnr} on average.`),
  };
};

const masks: Kind = ({ pieces, moments }, pasteVisible) => {
  const [{ scene }] = pieces;
  const shown = pieces.slice(0, SHOWN_MASKS);
  if (!moments) throw new Error('a figure of many masks without their moments');
  const { geometry } = scene.model;
  const mean = meanPicture(moments, scene.square);
  const psnr = psnrWhere(mean, scene, (patch) => moments.counts[patch] > 0);
  const away = shown.map(({ picture, scene: { plan } }) => distance(moments, picture, plan.mask));
  return {
    name: 'mae-masks',
    columns: [`All ${pieces.length}`, ...shown.map(({ title }) => title)],
    rows: [
      maskedRow(scene, shown),
      madeRow({ raster: mean, label: labelled('Mean', psnr) }, shown, pasteVisible),
      {
        label: 'Away from the mean',
        cells: [
          { raster: deviationRaster(deviation(moments), geometry), label: 'Standard deviation' },
          ...away.map((values) => ({ raster: deviationRaster(values, geometry) })),
        ],
      },
    ],
    scale: { legend: DEVIATION, colour: deviationColour },
    facts: withNumber(
      decibels(average(pieces.map((piece) => piece.psnr))),
      (single) => `The mean picture has ${decibels(psnr)}, a single reconstruction ${single} on average.`,
    ),
  };
};

const complementary: Kind = ({ pieces, total }, pasteVisible) => {
  const [{ scene }] = pieces;
  const shown = pieces.slice(0, SHOWN_MASKS);
  const all = assemble(
    pieces.map(({ picture }) => picture),
    pieces.map((piece) => piece.scene.plan),
    scene.model.geometry,
  );
  const psnr = psnrWhere(all, scene, () => true);
  // Before the last one is there it would hold patches that the model saw.
  const isWhole = pieces.length === total;
  return {
    name: 'mae-all-patches',
    columns: ['Together', ...shown.map(({ title }) => title)],
    rows: [
      maskedRow(scene, shown),
      madeRow(isWhole ? { raster: all, label: labelled('Assembled', psnr) } : undefined, shown, pasteVisible),
    ],
    facts: isWhole
      ? `Assembled from ${total} reconstructions: ${decibels(psnr)} over the whole picture.`
      : undefined,
  };
};

const kinds = { ratios, photographs, masks, complementary };

const HEADER = ['picture', 'visible_patches', 'patches', 'loss', 'psnr_db'];

/** A line for each reconstruction; undefined where nothing is predicted. */
export function seriesNumbers(drawn: Drawn): Numbers | undefined {
  const { pieces, order } = drawn;
  if (pieces.length === 0 || !isPrediction(order.model)) return undefined;
  const lines = pieces.map(({ title, scene: { plan }, loss, psnr }) => [
    title,
    plan.idsKeep.length,
    plan.mask.length,
    toPrecision(loss),
    toPrecision(psnr),
  ]);
  return {
    title: 'Loss and PSNR of each picture, as numbers',
    name: `mae-${order.choice.kind}-numbers`,
    rows: [HEADER, ...lines],
  };
}

/** Undefined before the first reconstruction is there. */
export function figureOf(drawn: Drawn, pasteVisible: boolean): Figure | undefined {
  if (drawn.pieces.length === 0) return undefined;
  const { facts, ...parts } = kinds[drawn.order.choice.kind](drawn, pasteVisible);
  return { ...parts, caption: [caption(drawn, pasteVisible), facts].filter(Boolean).join(' ') };
}
