/** What can be seen of a network's weights without any picture. */

import { type Component, principalDirections } from '../../mae/filters';
import { patchCount, patchDim } from '../../mae/geometry';
import { cosines } from '../../mae/likeness';
import { type Stack, tokensBefore } from '../checkpoint/network';
import { readTensor } from '../checkpoint/widen';
import type { Network } from '../inference/session';

/** Root mean square of the weights of one block's matrices. */
export interface BlockSize {
  readonly half: 'encoder' | 'decoder';
  /** From 1. */
  readonly block: number;
  readonly attention: number;
  readonly mlp: number;
}

export interface Weights {
  /** Of the patch embedding, [C · P · P] each: channel, row, column. */
  readonly filters: readonly Component[];
  /** [L · L] how alike the position embeddings of two places are, −1 … 1. */
  readonly positions: Float32Array<ArrayBuffer>;
  readonly blocks: readonly BlockSize[];
}

const FILTERS = 24;

/** Reads them from where they lie, a tensor at a time. */
export async function weightsOf({ geometry, tensors }: Network): Promise<Weights> {
  const read = (name: string): Promise<Float32Array<ArrayBuffer>> => {
    const tensor = tensors.get(name);
    if (!tensor) throw new Error(`no tensor is called ${name}`);
    return readTensor(tensor);
  };
  const rms = async (names: readonly string[]): Promise<number> => {
    let sum = 0;
    let count = 0;
    for (const name of names) {
      const values = await read(`${name}.weight`);
      for (const value of values) sum += value * value;
      count += values.length;
    }
    return Math.sqrt(sum / count);
  };
  const at = 'vit.embeddings';
  const { encoder, decoder } = geometry;
  const projection = await read(`${at}.patch_embeddings.projection.weight`); // [D, C, P, P]
  const positions = (await read(`${at}.position_embeddings`)).subarray(
    tokensBefore(geometry) * encoder.width,
  ); // [L, D]
  const patches = patchCount(geometry);
  const likeness = new Float32Array(patches * patches);
  for (let patch = 0; patch < patches; patch++)
    likeness.set(cosines(positions, patches, patch), patch * patches);

  const blocks: BlockSize[] = [];
  const measure = async (half: BlockSize['half'], layers: string, { depth }: Stack): Promise<void> => {
    for (let layer = 0; layer < depth; layer++) {
      const name = `${layers}.${layer}`;
      const parts = ['query', 'key', 'value'].map((part) => `${name}.attention.attention.${part}`);
      blocks.push({
        half,
        block: layer + 1,
        attention: await rms([...parts, `${name}.attention.output.dense`]),
        mlp: await rms([`${name}.intermediate.dense`, `${name}.output.dense`]),
      });
    }
  };
  await measure('encoder', 'vit.encoder.layer', encoder);
  if (decoder) await measure('decoder', 'decoder.decoder_layers', decoder);
  return {
    filters: principalDirections(projection, projection.length / patchDim(geometry), FILTERS),
    positions: likeness,
    blocks,
  };
}
