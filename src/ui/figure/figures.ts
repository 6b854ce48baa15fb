/** The four kinds of figure as data, from as many reconstructions as are done. */
import { assemble } from '../../mae/complementary';
import { compose, maskedPicture } from '../../mae/compose';
import { patchErrors, psnrOf } from '../../mae/errors';
import { deviation, meanPicture } from '../../mae/moments';
import type { Raster } from '../../mae/raster';
import type { Drawn, Piece } from '../../store/figure';
import type { Cell, Figure, Row } from '../export/figure';
import { decimals } from '../words';
import { caption } from './captions';
import { deviationRaster } from './deviation';

/** Of many masks only the first few are shown one by one. */
const SHOWN_MASKS = 4;
/** From more photographs on, two stand beside each other. */
const ONE_BY_ONE = 3;

const TRIPLET = ['Masked', 'Reconstruction', 'Original'];

const decibels = (psnr: number): string => `${decimals(psnr, 2)} dB`;

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function masked({ scene: { square, plan, model } }: Piece, label?: string): Cell {
  return { raster: maskedPicture(square, plan.mask, model.geometry), label };
}

function made({ picture, psnr, scene: { square, plan, model } }: Piece, pasteVisible: boolean): Cell {
  const raster = pasteVisible ? compose(square, picture, plan.mask, model.geometry) : picture;
  return { raster, label: decibels(psnr) };
}

const visibleWords = ({ scene: { plan } }: Piece): string =>
  `${plan.idsKeep.length} of ${plan.mask.length} visible`;

/** PSNR in dB over the patches of which `judged` [L] is true. */
function psnrWhere(drawn: Raster, { square, model }: Piece['scene'], judged: (patch: number) => boolean) {
  const errors = patchErrors(drawn, square, model.geometry).filter((_, patch) => judged(patch));
  return psnrOf(average([...errors]));
}

/** `places` − `cells.length` empty cells, and then those. */
const after = (places: number, cells: readonly Cell[]): (Cell | undefined)[] => [
  ...Array.from({ length: places - cells.length }, () => undefined),
  ...cells,
];

type Parts = Pick<Figure, 'name' | 'columns' | 'rows'> & { readonly facts?: string };
type Kind = (drawn: Drawn, pasteVisible: boolean) => Parts;

const ratios: Kind = ({ pieces }, pasteVisible) => {
  const places = pieces.length + 1;
  const original: Cell = { raster: pieces[0].scene.square };
  return {
    name: 'mae-ratios',
    columns: ['Original', ...pieces.map(({ title }) => title)],
    rows: [
      {
        label: 'Masked',
        cells: [original, ...pieces.map((piece) => masked(piece, visibleWords(piece)))],
      },
      {
        label: 'Reconstruction',
        cells: after(
          places,
          pieces.map((piece) => made(piece, pasteVisible)),
        ),
      },
    ],
  };
};

const photographs: Kind = ({ pieces, total }, pasteVisible) => {
  const perRow = total > ONE_BY_ONE ? 2 : 1;
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
    columns: Array.from({ length: perRow }, () => TRIPLET).flat(),
    rows,
    facts: `${decibels(average(pieces.map(({ psnr }) => psnr)))} on average.`,
  };
};

/** The first few masks and what was made of them, under a row about all. */
function withSingles(
  label: string,
  summary: readonly Cell[],
  pieces: readonly Piece[],
  pasteVisible: boolean,
) {
  return [
    { label, cells: summary },
    { label: 'Masked', cells: pieces.map((piece) => masked(piece, piece.title)) },
    { label: 'Reconstruction', cells: pieces.map((piece) => made(piece, pasteVisible)) },
  ];
}

const masks: Kind = ({ pieces, moments }, pasteVisible) => {
  const [{ scene }] = pieces;
  const original: Cell = { raster: scene.square, label: 'Original' };
  if (!moments) return { name: 'mae-masks', rows: [{ cells: [original] }] };
  const mean = meanPicture(moments, scene.square);
  const psnr = psnrWhere(mean, scene, (patch) => moments.counts[patch] > 0);
  const singles = average(pieces.map((piece) => piece.psnr));
  return {
    name: 'mae-masks',
    rows: withSingles(
      `All ${pieces.length}`,
      [
        original,
        { raster: mean, label: `Mean, ${decibels(psnr)}` },
        {
          raster: deviationRaster(deviation(moments), scene.model.geometry.imageSize),
          label: 'Standard deviation',
        },
      ],
      pieces.slice(0, SHOWN_MASKS),
      pasteVisible,
    ),
    facts: `The mean picture has ${decibels(psnr)}, a single reconstruction ${decibels(singles)} on average.`,
  };
};

const complementary: Kind = ({ pieces, total }, pasteVisible) => {
  const [{ scene }] = pieces;
  const original: Cell = { raster: scene.square, label: 'Original' };
  const plans = pieces.map((piece) => piece.scene.plan);
  const all = assemble(
    pieces.map(({ picture }) => picture),
    plans,
    scene.model.geometry,
  );
  const psnr = psnrWhere(all, scene, () => true);
  const isWhole = pieces.length === total;
  return {
    name: 'mae-every-patch',
    rows: withSingles(
      'Together',
      [original, ...(isWhole ? [{ raster: all, label: `Assembled, ${decibels(psnr)}` }] : [])],
      pieces.slice(0, SHOWN_MASKS),
      pasteVisible,
    ),
    facts: isWhole
      ? `Assembled from ${total} reconstructions: ${decibels(psnr)} over the whole picture.`
      : undefined,
  };
};

const kinds = { ratios, photographs, masks, complementary };

/** Undefined before the first reconstruction is there. */
export function figureOf(drawn: Drawn, pasteVisible: boolean): Figure | undefined {
  if (drawn.pieces.length === 0) return undefined;
  const { facts, ...parts } = kinds[drawn.order.choice.kind](drawn, pasteVisible);
  return { ...parts, caption: [caption(drawn, pasteVisible), facts].filter(Boolean).join(' ') };
}
