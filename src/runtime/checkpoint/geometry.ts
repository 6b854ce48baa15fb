/** The geometry that the shapes of a checkpoint's tensors tell, and whether every tensor fits it. */
import table from '../../../models/checkpoints.json' with { type: 'json' };
import { quoted } from '../quoted';
import { MOST_BLOCKS, MOST_PATCHES_ALONG, MOST_PIXELS, WIDEST, WIDEST_MLP } from './bounds';
import type { Naming } from './naming';
import type { FullGeometry, Tensors } from './network';
import { UnreadableModel } from './problem';
import { tensorShapes } from './shapes';
import { countOf, floatTypes, type StoredTensor, storedBytes, widthOf } from './stored';

/** Of the encoder and, if there is one, of the decoder. */
export type Heads = readonly number[];

/** The tensors of a model by the file's names, and what those mean. */
export interface Model extends Naming {
  readonly tensors: Tensors;
}

/** The tensors whose shapes tell a geometry, and how many sides they have. */
const TELLING = {
  'vit.embeddings.patch_embeddings.projection.weight': 4,
  'vit.embeddings.position_embeddings': 3,
  'vit.encoder.layer.0.intermediate.dense.weight': 2,
  'decoder.decoder_embed.weight': 2,
  'decoder.decoder_layers.0.intermediate.dense.weight': 2,
} as const;

/** Of published models and our own, by width. */
const KNOWN_HEADS = (['encoder', 'decoder'] as const).map(
  (stack) =>
    new Map(
      Object.values(table.geometries).map((known): [number, number] => [
        known[stack].width,
        known[stack].heads,
      ]),
    ),
);

/** So many faults are named; the others are counted. */
const NAMED = 4;

const written = (shape: readonly number[]): string => `[${shape.join(', ')}]`;

const isSame = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((side, i) => side === b[i]);

/** A file in which nothing has the name of a masked autoencoder's tensor. */
export function noneOfModel(names: readonly string[], name: string): UnreadableModel {
  const some = names.slice(0, 3).map((key) => quoted(key));
  const has = some.length ? ` (it has ${some.join(', ')}, …)` : '';
  return misfit(name, [`none of its ${names.length} tensors has the name of one${has}`]);
}

/** One sentence about everything that does not fit. */
export function misfit(name: string, faults: readonly string[]): UnreadableModel {
  const more = faults.length > NAMED ? `; and ${faults.length - NAMED} more` : '';
  return new UnreadableModel(
    `${quoted(name)} is not a masked autoencoder that can be read: ${faults.slice(0, NAMED).join('; ')}${more}.`,
  );
}

/** Tensors by their names on the hub, those that hold several in their rows standing for each. */
function byHubNames({ tensors, meanings }: Model): Tensors {
  const found = new Map<string, StoredTensor>();
  for (const [name, tensor] of tensors) for (const hub of meanings.get(name) ?? []) found.set(hub, tensor);
  return found;
}

function depthOf(tensors: Tensors, stack: string): number {
  const layers = [...tensors.keys()].filter((name) => name.startsWith(stack));
  return new Set(layers.map((name) => name.slice(stack.length).split('.')[0])).size;
}

/** Everything that shapes tell: not the heads, which are given as 1, nor epsilon. Throws UnreadableModel. */
export function geometryOf(model: Model, name: string, layerNormEps: number): FullGeometry {
  const hub = byHubNames(model);
  const isAlone = isEncoderAlone(model);
  const faults = Object.entries(TELLING).flatMap(([key, sides]) => {
    if (isAlone && !key.startsWith('vit.')) return [];
    const shape = hub.get(key)?.shape;
    if (!shape) return [`${key} is missing`];
    const isRight = shape.length === sides && !shape.includes(0);
    return isRight ? [] : [`${key} is ${written(shape)} and should have ${sides} sides`];
  });
  if (faults.length) throw misfit(name, faults);
  const side = (key: keyof typeof TELLING, at: number): number => hub.get(key)?.shape[at] ?? 0;
  const projection = 'vit.embeddings.patch_embeddings.projection.weight';
  const patchSize = side(projection, 2);
  const patches = side('vit.embeddings.position_embeddings', 1) - 1;
  const grid = Math.round(Math.sqrt(patches));
  if (patches < 1 || grid ** 2 !== patches) {
    throw misfit(name, [`its ${patches} patches make no square`]);
  }
  const geometry: FullGeometry = {
    imageSize: grid * patchSize,
    patchSize,
    encoder: {
      width: side(projection, 0),
      depth: depthOf(hub, 'vit.encoder.layer.'),
      heads: 1,
      mlp: side('vit.encoder.layer.0.intermediate.dense.weight', 0),
    },
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
  const beyond = beyondBounds(geometry);
  if (beyond.length) throw misfit(name, beyond);
  return geometry;
}

/** What of it is larger than in any model. */
function beyondBounds({ imageSize, patchSize, encoder, decoder }: FullGeometry): string[] {
  const stacks = decoder ? { encoder, decoder } : { encoder };
  const sizes = [
    ['pixels along its pictures', imageSize, MOST_PIXELS],
    ['patches along its pictures', imageSize / patchSize, MOST_PATCHES_ALONG],
    ...Object.entries(stacks).flatMap(([stack, { width, depth, mlp }]) => [
      [`blocks in its ${stack}`, depth, MOST_BLOCKS],
      [`numbers across its ${stack}`, width, WIDEST],
      [`numbers across an MLP of its ${stack}`, mlp, WIDEST_MLP],
    ]),
  ] as const;
  return sizes
    .filter(([, size, most]) => size > most)
    .map(([what, size, most]) => `the ${what} are ${size} and should be at most ${most}`);
}

/** Whether there is an encoder and nothing of a decoder: what is left for recognition, after the pre-training. */
export const isEncoderAlone = ({ meanings }: Naming): boolean =>
  [...meanings.values()].flat().every((hub) => hub.startsWith('vit.'));

/** Of models of a family that has other heads than are usual in its widths. */
function otherHeads({ encoder, decoder }: FullGeometry): { heads: Heads; note: string } | undefined {
  const found = table.otherHeads.find(
    (known) =>
      known.encoder.width === encoder.width &&
      known.decoder.width === decoder?.width &&
      known.decoder.depth === decoder.depth,
  );
  return (
    found && {
      heads: [found.encoder.heads, found.decoder.heads],
      note: `Attention heads are not in the file: ${found.encoder.heads} in the encoder and ${found.decoder.heads} in the decoder were assumed, as in ${found.name}, which has these widths.`,
    }
  );
}

/**
 * The heads of known models of these widths, otherwise one for every 64 numbers; and that in words. Throws UnreadableModel.
 */
export function assumedHeads(geometry: FullGeometry, name: string): { heads: Heads; note: string } {
  return otherHeads(geometry) ?? usualHeads(geometry, name);
}

function usualHeads({ encoder, decoder }: FullGeometry, name: string): { heads: Heads; note: string } {
  const stacks = decoder ? [encoder, decoder] : [encoder];
  const assumed = stacks.map(({ width }, i) => {
    const known = KNOWN_HEADS[i].get(width);
    if (!known && width % table.headWidth) {
      throw new UnreadableModel(
        `${quoted(name)} does not say how many attention heads share a width of ${width}. Open it together with its config.json.`,
      );
    }
    return known
      ? { heads: known, why: `as in known models of width ${width}` }
      : { heads: width / table.headWidth, why: `${width} / ${table.headWidth}` };
  });
  const words = assumed.map(({ heads, why }, i) => `${heads} in the ${i ? 'decoder' : 'encoder'} (${why})`);
  return {
    heads: assumed.map(({ heads }) => heads),
    note: `Attention heads are not in the file: ${words.join(' and ')} were assumed.`,
  };
}

export const withHeads = ({ decoder, ...geometry }: FullGeometry, [first, second]: Heads): FullGeometry => ({
  ...geometry,
  encoder: { ...geometry.encoder, heads: first },
  ...(decoder && { decoder: { ...decoder, heads: second } }),
});

/**
 * Each tensor of the geometry under its name on the hub, where it lies in the file. Throws UnreadableModel unless every one is there
 * once, in its shape, and nothing else is.
 */
export function fitted({ tensors, meanings, unknown }: Model, geometry: FullGeometry, name: string): Tensors {
  for (const { width, heads } of [geometry.encoder, geometry.decoder ?? geometry.encoder]) {
    if (width % heads) throw misfit(name, [`a width of ${width} cannot be shared by ${heads} heads`]);
  }
  const expected = tensorShapes(geometry);
  const faults = unknown.map((key) => `${quoted(key)} is unknown`);
  const found = new Map<string, StoredTensor>();
  for (const [key, tensor] of tensors) {
    const names = (meanings.get(key) ?? []).filter((hub) => expected.has(hub));
    if (names.length === 0) {
      faults.push(`${quoted(key)} ${written(tensor.shape)} is unknown`);
      continue;
    }
    const [rows, ...rest] = expected.get(names[0]) ?? [];
    const shape = [rows * names.length, ...rest];
    if (!isSame(shape, tensor.shape)) {
      faults.push(`${quoted(key)} is ${written(tensor.shape)} and should be ${written(shape)}`);
    }
    if (!tensor.scale && !floatTypes.some((type) => type === tensor.type)) {
      faults.push(`${quoted(key)} is stored as ${quoted(tensor.type)} and should be F32, F16, BF16 or F64`);
    }
    names.forEach((hub, row) => {
      if (found.has(hub)) faults.push(`${hub} is there twice`);
      found.set(hub, partOf(tensor, row, names.length));
    });
  }
  const absent = absentBiases(expected.keys(), found);
  for (const [hub, shape] of expected) {
    if (found.has(hub)) continue;
    if (absent.has(hub)) found.set(hub, zeros(hub, shape));
    else faults.push(`${hub} is missing`);
  }
  if (faults.length) throw misfit(name, faults);
  // Two that share all of their numbers take their place once, and one whose numbers lie apart has others between them.
  const files = [...new Set([...found.values()].map(({ file }) => file))];
  const apart = new Map(
    [...found.values()].map((tensor) => [
      `${files.indexOf(tensor.file)} ${tensor.start} ${tensor.shape}`,
      Math.min(countOf(tensor.shape) * widthOf(tensor.type), storedBytes(tensor)),
    ]),
  );
  const claimed = [...apart.values()].reduce((sum, bytes) => sum + bytes, 0);
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (claimed > size) {
    throw misfit(name, [
      `its tensors take ${claimed} bytes, and all of it has ${size}: they lie over each other`,
    ]);
  }
  return found;
}

/**
 * Biases that whole models leave out, by their names on the hub: of all keys, which no softmax notices, or of all queries, keys and
 * values.
 */
function absentBiases(expected: Iterable<string>, found: Tensors): ReadonlySet<string> {
  const absent = new Set<string>();
  const biases = [...expected].filter((hub) => /\.(query|key|value)\.bias$/.test(hub));
  for (const stack of ['vit.', 'decoder.']) {
    const ofStack = biases.filter((hub) => hub.startsWith(stack));
    const keys = ofStack.filter((hub) => hub.endsWith('.key.bias'));
    for (const group of [ofStack, keys]) {
      const isAbsent = group.every((hub) => !found.has(hub));
      const areOthersThere = ofStack.every((hub) => group.includes(hub) || found.has(hub));
      if (isAbsent && areOthersThere) for (const hub of group) absent.add(hub);
    }
  }
  return absent;
}

/** A tensor that no file has. */
const zeros = (name: string, shape: readonly number[]): StoredTensor => ({
  name,
  type: 'F32',
  shape,
  file: new Blob([new Uint8Array(4 * countOf(shape))]),
  start: 0,
});

/** One of `count` tensors that are stacked in rows. */
function partOf(tensor: StoredTensor, part: number, count: number): StoredTensor {
  const [rows, ...rest] = tensor.shape;
  const shape = [rows / count, ...rest];
  const numbers = countOf(shape);
  return {
    ...tensor,
    shape,
    start:
      tensor.start + part * (tensor.strides ? shape[0] * tensor.strides[0] : numbers) * widthOf(tensor.type),
    ...(tensor.scale && { scale: partOf(tensor.scale, part, count) }),
  };
}
