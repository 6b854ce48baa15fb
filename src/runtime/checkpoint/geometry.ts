/** The geometry that the shapes of a checkpoint's tensors tell. */
import type { Grid } from '../../mae/geometry';
import { type Said, said, type Words } from '../../words/said';
import { quoted } from '../quoted';
import { MOST_BLOCKS, MOST_CHANNELS, MOST_PATCHES_ALONG, MOST_PIXELS, WIDEST, WIDEST_MLP } from './bounds';
import type { Naming } from './naming';
import type { FullGeometry, Tensors } from './network';
import { UnreadableModel } from './problem';
import { series } from './series';
import type { StoredTensor } from './stored';

/** The tensors of a model by the file's names, and what those mean. */
export interface Model extends Naming {
  readonly tensors: Tensors;
}

/** The tensors whose shapes tell a geometry, and how many sides they have. */
const POSITIONS = 'vit.embeddings.position_embeddings';
const TELLING = {
  'vit.embeddings.patch_embeddings.projection.weight': 4,
  [POSITIONS]: 3,
  'vit.encoder.layer.0.intermediate.dense.weight': 2,
  'decoder.decoder_embed.weight': 2,
  'decoder.decoder_layers.0.intermediate.dense.weight': 2,
} as const;

/** Along pictures of models that do not say it. */
const USUAL_PIXELS = 224;

const CLASS_TOKEN = 'vit.embeddings.cls_token';

/** Whether a token goes before those of the patches: it is there, or is all that the positions lack of a square with one more. */
function hasClassToken(tensors: Tensors): boolean {
  const places = tensors.get(POSITIONS)?.shape[1];
  return tensors.has(CLASS_TOKEN) || (places !== undefined && !Number.isInteger(Math.sqrt(places)));
}

/** So many faults are named; the others are counted. */
const NAMED = 4;

export const written = (shape: readonly number[]): string => `[${shape.join(', ')}]`;

/** A file in which nothing has the name of a masked autoencoder's tensor. */
export function noneOfModel(names: readonly string[], name: string): UnreadableModel {
  const some = names.slice(0, 3).map((key) => quoted(key));
  const count = names.length;
  return misfit(name, [
    some.length
      ? said('checkpoint.noneOfModel', { count, names: series('checkpoint.comma', some) })
      : said('checkpoint.noneAtAll', { count }),
  ]);
}

/** One sentence about everything that does not fit. */
export function misfit(name: string, all: readonly Words[]): UnreadableModel {
  const named = series('checkpoint.semicolon', all.slice(0, NAMED));
  const more = all.length - NAMED;
  const faults = more > 0 ? said('checkpoint.faultsAndMore', { faults: named, more }) : named;
  return new UnreadableModel(said('checkpoint.misfit', { name: quoted(name), faults }));
}

/** Tensors by their names on the hub, those that hold several in their rows standing for each. */
function byHubNames({ tensors, meanings }: Model): Tensors {
  const found = new Map<string, StoredTensor>();
  for (const [name, tensor] of tensors) for (const hub of meanings.get(name) ?? []) found.set(hub, tensor);
  return found;
}

/** All grids of so many patches, the one nearest to a square first; of two alike the wide one. */
export function gridsOf(patches: number): readonly Grid[] {
  const heights = Array.from({ length: patches }, (_, i) => i + 1).filter((rows) => patches % rows === 0);
  const stretch = ({ rows, columns }: Grid): number => Math.abs(Math.log(columns / rows));
  return heights
    .map((rows) => ({ rows, columns: patches / rows }))
    .sort((a, b) => stretch(a) - stretch(b) || a.rows - b.rows);
}

/** The same with as many patches in another grid. Throws UnreadableModel when a side is longer than in any model. */
export function withGrid(geometry: FullGeometry, { rows, columns }: Grid, name: string): FullGeometry {
  const { patchSize } = geometry;
  const other = { ...geometry, height: rows * patchSize, width: columns * patchSize };
  const beyond = beyondBounds(other);
  if (beyond.length) throw misfit(name, beyond);
  return other;
}

function depthOf(tensors: Tensors, stack: string): number {
  const layers = [...tensors.keys()].filter((name) => name.startsWith(stack));
  return new Set(layers.map((name) => name.slice(stack.length).split('.')[0])).size;
}

/** Everything that shapes tell: not the heads, which are given as 1, nor epsilon, nor the grid, which is as square as it can be. Throws UnreadableModel. */
export function geometryOf(model: Model, name: string, layerNormEps: number): FullGeometry {
  const hub = byHubNames(model);
  const isAlone = isEncoderAlone(model);
  const hasPositions = hub.has(POSITIONS);
  const classToken = hasClassToken(hub);
  const faults = Object.entries(TELLING).flatMap(([key, sides]) => {
    if (isAlone && !key.startsWith('vit.')) return [];
    // Code without a class token computes them.
    if (key === POSITIONS && !hasPositions && !classToken) return [];
    const shape = hub.get(key)?.shape;
    if (!shape) return [said('checkpoint.tensorMissing', { tensor: key })];
    const isRight = shape.length === sides && !shape.includes(0);
    return isRight ? [] : [said('checkpoint.otherSides', { tensor: key, shape: written(shape), sides })];
  });
  if (faults.length) throw misfit(name, faults);
  const side = (key: keyof typeof TELLING, at: number): number => hub.get(key)?.shape[at] ?? 0;
  const projection = 'vit.embeddings.patch_embeddings.projection.weight';
  const [patchSize, across] = [side(projection, 2), side(projection, 3)];
  if (patchSize !== across) {
    throw misfit(name, [said('checkpoint.patchNotSquare', { height: patchSize, width: across })]);
  }
  const patches = hasPositions
    ? side(POSITIONS, 1) - Number(classToken)
    : Math.max(1, Math.floor(USUAL_PIXELS / patchSize)) ** 2;
  if (patches < 1) throw misfit(name, [said('checkpoint.noPatch')]);
  if (patches > MOST_PATCHES_ALONG ** 2) {
    throw misfit(name, [said('checkpoint.tooManyPatches', { patches, most: MOST_PATCHES_ALONG ** 2 })]);
  }
  const { rows, columns } = gridsOf(patches)[0];
  const geometry: FullGeometry = {
    height: rows * patchSize,
    width: columns * patchSize,
    patchSize,
    channels: side(projection, 1),
    encoder: {
      width: side(projection, 0),
      depth: depthOf(hub, 'vit.encoder.layer.'),
      heads: 1,
      mlp: side('vit.encoder.layer.0.intermediate.dense.weight', 0),
    },
    ...(!classToken && { classToken: false }),
    ...(!isAlone && {
      decoder: {
        width: side('decoder.decoder_embed.weight', 0),
        depth: depthOf(hub, 'decoder.decoder_layers.'),
        heads: 1,
        mlp: side('decoder.decoder_layers.0.intermediate.dense.weight', 0),
      },
    }),
    layerNormEps,
  };
  return withGrid(geometry, { rows, columns }, name);
}

/** What of it is larger than in any model. */
function beyondBounds({ height, width, patchSize, channels, encoder, decoder }: FullGeometry): Said[] {
  const longest = Math.max(height, width);
  const stacks = decoder ? { encoder, decoder } : { encoder };
  const sizes = [
    [said('checkpoint.pixelsAlong'), longest, MOST_PIXELS],
    [said('checkpoint.patchesAlong'), longest / patchSize, MOST_PATCHES_ALONG],
    [said('checkpoint.channelsOf'), channels, MOST_CHANNELS],
    ...Object.entries(stacks).flatMap(([stack, { width, depth, mlp }]) => [
      [said('checkpoint.blocksIn', { stack }), depth, MOST_BLOCKS],
      [said('checkpoint.numbersAcross', { stack }), width, WIDEST],
      [said('checkpoint.numbersAcrossMlp', { stack }), mlp, WIDEST_MLP],
    ]),
  ] as const;
  return sizes
    .filter(([, size, most]) => size > most)
    .map(([what, size, most]) => said('checkpoint.tooLarge', { what, size, most }));
}

/** Whether there is an encoder and nothing of a decoder: what is left for recognition, after the pre-training. */
export const isEncoderAlone = ({ meanings }: Naming): boolean =>
  [...meanings.values()].flat().every((hub) => hub.startsWith('vit.'));
