/** Whether the tensors of a file are those of a geometry: each there once, in its shape, and nothing else. */
import { said } from '../../words/said';
import { quoted } from '../quoted';
import { type Model, misfit, written } from './geometry';
import { type FullGeometry, type Tensors, tokensBefore } from './network';
import { computedPositions } from './positions';
import { tensorShapes } from './shapes';
import { countOf, floatTypes, type StoredTensor, storedBytes, widthOf } from './stored';

/** What models without a class token leave out: code that has none computes positions, and adds nothing between its halves. */
const POSITIONS = /(position_embeddings|decoder_pos_embed)$/;
const EMBED_BIAS = 'decoder.decoder_embed.bias';

const isSame = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((side, i) => side === b[i]);

/**
 * Each tensor of the geometry under its name on the hub, where it lies in the file. Throws UnreadableModel unless every one is there
 * once, in its shape, and nothing else is.
 */
export function fitted({ tensors, meanings, unknown }: Model, geometry: FullGeometry, name: string): Tensors {
  for (const { width, heads } of [geometry.encoder, geometry.decoder ?? geometry.encoder]) {
    if (width % heads) throw misfit(name, [said('checkpoint.widthOfHeads', { width, heads })]);
  }
  const isBare = tokensBefore(geometry) === 0;
  const expected = tensorShapes(geometry);
  const faults = unknown.map((key) => said('checkpoint.unknownTensor', { tensor: quoted(key) }));
  const found = new Map<string, StoredTensor>();
  for (const [key, tensor] of tensors) {
    const names = (meanings.get(key) ?? []).filter((hub) => expected.has(hub));
    if (names.length === 0) {
      faults.push(said('checkpoint.unknownTensor', { tensor: `${quoted(key)} ${written(tensor.shape)}` }));
      continue;
    }
    const [rows, ...rest] = expected.get(names[0]) ?? [];
    const shape = [rows * names.length, ...rest];
    if (!isSame(shape, tensor.shape)) {
      faults.push(
        said('checkpoint.otherShape', {
          tensor: quoted(key),
          found: written(tensor.shape),
          wanted: written(shape),
        }),
      );
    }
    if (!tensor.scale && !floatTypes.some((type) => type === tensor.type)) {
      faults.push(said('checkpoint.otherType', { tensor: quoted(key), type: quoted(tensor.type) }));
    }
    names.forEach((hub, row) => {
      if (found.has(hub)) faults.push(said('checkpoint.tensorTwice', { tensor: hub }));
      found.set(hub, partOf(tensor, row, names.length));
    });
  }
  const absent = absentBiases(expected.keys(), found);
  for (const [hub, shape] of expected) {
    if (found.has(hub)) continue;
    if (absent.has(hub) || (isBare && hub === EMBED_BIAS)) found.set(hub, zeros(hub, shape));
    else if (isBare && POSITIONS.test(hub)) {
      found.set(hub, made(hub, shape, computedPositions(shape[1], shape[2])));
    } else faults.push(said('checkpoint.tensorMissing', { tensor: hub }));
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
    throw misfit(name, [said('checkpoint.tensorsOverlap', { claimed, size })]);
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
const made = (name: string, shape: readonly number[], values: Float32Array<ArrayBuffer>): StoredTensor => ({
  name,
  type: 'F32',
  shape,
  file: new Blob([values]),
  start: 0,
});

const zeros = (name: string, shape: readonly number[]): StoredTensor =>
  made(name, shape, new Float32Array(countOf(shape)));

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
