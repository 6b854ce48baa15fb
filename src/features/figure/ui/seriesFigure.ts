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
import { pictureIn, pictureName } from '../../../ui/pictures/usePicture';
import { together } from '../../../ui/together';
import { say, spell } from '../../../words/say';
import type { Filled } from '../store/fillings';
import type { Drawn, Piece } from '../store/series';
import { caption, withMore } from './captions';
import { deviationColour, deviationLegend, deviationRaster } from './deviation';

/** Of many masks only the first few are shown one by one. */
const SHOWN_MASKS = 4;
/** From more photographs on, two stand beside each other. */
const ONE_BY_ONE = 3;

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const averagePsnr = (pieces: readonly Piece[]): string | undefined =>
  decibels(average(pieces.map(({ psnr }) => psnr)));

const masked = (piece: Piece, label?: string): Cell => ({ raster: pictureIn('masked', piece), label });

function made(piece: Piece, { pasteVisible }: Look): Cell {
  return { raster: pictureIn(pasteVisible ? 'pasted' : 'raw', piece), label: decibels(piece.psnr) };
}

const visibleWords = ({ scene: { plan } }: Piece): string =>
  say('figure.visibleOf', { visible: plan.idsKeep.length, patches: plan.mask.length });

/** PSNR in dB over the patches of which `judged` [L] is true; NaN of none. */
function psnrWhere(drawn: Raster, { square, model }: Scene, judged: (patch: number) => boolean) {
  const errors = patchErrors(drawn, square, model.geometry).filter((_, patch) => judged(patch));
  return psnrOf(average([...errors]));
}

/** How the pieces are shown. */
interface Look {
  readonly pasteVisible: boolean;
  /** What interpolation makes of them, as far as it is there; absent where it is not shown. */
  readonly filled?: Filled;
}

/** Its facts are about numbers that there may not be: when nothing is hidden, nothing can be measured. */
type Parts = Omit<Figure, 'caption'> & { readonly facts?: string };
type Kind = (drawn: Drawn, look: Look) => Parts;

/** Those sentences that there are. */
function listed(...sentences: readonly (string | undefined)[]): string | undefined {
  const said = sentences.filter((sentence) => sentence !== undefined);
  return said.length > 0 ? together(said) : undefined;
}

/** Undefined until it is there. */
function filledCell({ scene }: Piece, filled: Filled): Cell | undefined {
  const made = filled.get(scene);
  return made && { raster: made.picture, label: decibels(made.psnr) };
}

/** The original before what the network saw of it. */
const maskedRow = (scene: Scene, pieces: readonly Piece[]): Row => ({
  label: pictureName('masked', scene.model),
  cells: [
    { raster: scene.square, label: pictureName('original', scene.model) },
    ...pieces.map((piece) => masked(piece, visibleWords(piece))),
  ],
});

/** One picture that stands for all of them, if there is one, before each reconstruction. */
const madeRow = (all: Cell | undefined, pieces: readonly Piece[], look: Look): Row => ({
  label: outputName(pieces[0].scene.model),
  cells: [all, ...pieces.map((piece) => made(piece, look))],
});

/** Under the reconstructions, or nothing where it is not shown. */
const filledRows = (pieces: readonly Piece[], { filled }: Look): Row[] =>
  filled
    ? [
        {
          label: say('interpolation.title'),
          cells: [undefined, ...pieces.map((piece) => filledCell(piece, filled))],
        },
      ]
    : [];

/** How close interpolation comes on average, once it is there of all pieces. */
function filledFact(pieces: readonly Piece[], { filled }: Look): string | undefined {
  const psnr = decibels(average(pieces.map(({ scene }) => filled?.get(scene)?.psnr ?? Number.NaN)));
  return psnr && say('figure.averageOfInterpolation', { psnr });
}

const ratios: Kind = ({ pieces }, look) => ({
  name: 'mae-ratios',
  columns: ['', ...pieces.map(({ title }) => spell(title))],
  rows: [maskedRow(pieces[0].scene, pieces), madeRow(undefined, pieces, look), ...filledRows(pieces, look)],
});

const photographs: Kind = ({ pieces, total }, look) => {
  const perRow = total > ONE_BY_ONE ? 2 : 1;
  const { filled } = look;
  const { model } = pieces[0].scene;
  const names = [
    pictureName('masked', model),
    outputName(model),
    ...(filled ? [say('interpolation.title')] : []),
    pictureName('original', model),
  ];
  const groups = pieces.map((piece): Row['cells'] => [
    masked(piece, spell(piece.title)),
    made(piece, look),
    ...(filled ? [filledCell(piece, filled)] : []),
    { raster: piece.scene.square },
  ]);
  const single = averagePsnr(pieces);
  const rows: Row[] = [];
  for (let i = 0; i < groups.length; i += perRow) rows.push({ cells: groups.slice(i, i + perRow).flat() });
  return {
    name: 'mae-photographs',
    columns: Array.from({ length: perRow }, () => names).flat(),
    group: names.length,
    rows,
    facts: listed(single && say('figure.average', { psnr: single }), filledFact(pieces, look)),
  };
};

const masks: Kind = ({ pieces, moments }, look) => {
  const [{ scene }] = pieces;
  const shown = pieces.slice(0, SHOWN_MASKS);
  if (!moments) throw new Error('a figure of many masks without their moments');
  const { geometry } = scene.model;
  const raster = meanPicture(moments, scene.square);
  const mean = decibels(psnrWhere(raster, scene, (patch) => moments.counts[patch] > 0));
  const single = averagePsnr(pieces);
  const away = shown.map(({ picture, scene: { plan } }) => distance(moments, picture, plan.mask));
  return {
    name: 'mae-masks',
    columns: [say('figure.all', { count: pieces.length }), ...shown.map(({ title }) => spell(title))],
    rows: [
      maskedRow(scene, shown),
      madeRow({ raster, label: withMore(say('figure.mean'), mean) }, shown, look),
      ...filledRows(shown, look),
      {
        label: say('figure.awayFromMean'),
        cells: [
          { raster: deviationRaster(deviation(moments), geometry), label: say('figure.deviation') },
          ...away.map((values) => ({ raster: deviationRaster(values, geometry) })),
        ],
      },
    ],
    scale: { legend: deviationLegend(), colour: deviationColour },
    facts: listed(
      mean && single && say('figure.meanAgainstSingle', { mean, single }),
      filledFact(pieces, look),
    ),
  };
};

const complementary: Kind = ({ pieces, total }, look) => {
  const [{ scene }] = pieces;
  const shown = pieces.slice(0, SHOWN_MASKS);
  const all = assemble(
    pieces.map(({ picture }) => picture),
    pieces.map((piece) => piece.scene.plan),
    scene.model.geometry,
  );
  const psnr = decibels(psnrWhere(all, scene, () => true));
  // Before the last one is there it would hold patches that the model saw.
  const isWhole = pieces.length === total;
  return {
    name: 'mae-all-patches',
    columns: [say('figure.together'), ...shown.map(({ title }) => spell(title))],
    rows: [
      maskedRow(scene, shown),
      madeRow(
        isWhole ? { raster: all, label: withMore(say('figure.assembled'), psnr) } : undefined,
        shown,
        look,
      ),
      ...filledRows(shown, look),
    ],
    facts: isWhole && psnr ? say('figure.assembledFrom', { count: total, psnr }) : undefined,
  };
};

const kinds = { ratios, photographs, masks, complementary };

const HEADER = ['picture', 'visible_patches', 'patches', 'loss', 'psnr_db'];

/** A line for each reconstruction; undefined where nothing is predicted. */
export function seriesNumbers(drawn: Drawn, filled?: Filled): Numbers | undefined {
  const { pieces, order } = drawn;
  if (pieces.length === 0 || !isPrediction(order.model)) return undefined;
  const lines = pieces.map(({ title, scene, loss, psnr }) => [
    spell(title),
    scene.plan.idsKeep.length,
    scene.plan.mask.length,
    toPrecision(loss),
    toPrecision(psnr),
    ...(filled ? [toPrecision(filled.get(scene)?.psnr ?? Number.NaN)] : []),
  ]);
  return {
    title: say('figure.asNumbers'),
    name: `mae-${order.choice.kind}-numbers`,
    rows: [[...HEADER, ...(filled ? ['interpolation_psnr_db'] : [])], ...lines],
  };
}

/** Undefined before the first reconstruction is there. */
export function figureOf(drawn: Drawn, look: Look): Figure | undefined {
  if (drawn.pieces.length === 0) return undefined;
  const { facts, ...parts } = kinds[drawn.order.choice.kind](drawn, look);
  return { ...parts, caption: caption(drawn, look.pasteVisible, facts, look.filled !== undefined) };
}
