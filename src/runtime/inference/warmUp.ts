/**
 * Runs the smallest network there is while the weights of the right one still come: browsers compile a function of WebAssembly when it
 * is called for the first time, and this calls most of those that bringing up and running a network takes.
 */
import { patchCount, patchDim } from '../../mae/geometry';
import type { FullGeometry } from '../checkpoint/network';
import { tensorShapes } from '../checkpoint/shapes';
import { inMemory } from './inMemory';
import type { Runtime } from './runtime';
import { type Golden, selfCheckError } from './selfCheck';
import { createPredictor, type Network } from './session';

const stack = { width: 32, depth: 1, heads: 2, mlp: 64 };
const GEOMETRY: FullGeometry = {
  imageSize: 64,
  patchSize: 16,
  encoder: stack,
  decoder: stack,
  layerNormEps: 1e-6,
};
const BYTES_OF_LARGEST = 4 * stack.width * patchDim(GEOMETRY);

/** All of its weights are 0. */
function zeros(): Network {
  const file = inMemory(new Uint8Array(BYTES_OF_LARGEST));
  const tensors = [...tensorShapes(GEOMETRY)].map(
    ([name, shape]) => [name, { name, type: 'F32', shape, file, start: 0 }] as const,
  );
  return { geometry: GEOMETRY, tensors: new Map(tensors) };
}

/** A mask of half of the patches, and nothing to compare with. */
const TRIAL: Golden = { indices: [], cases: [{ seed: 0, visible: patchCount(GEOMETRY) / 2, pred: [] }] };

/** Rejects with half a sentence. */
export async function warmUp(runtime: Runtime): Promise<void> {
  const { predict, release } = await createPredictor(runtime, zeros(), 'float32');
  await selfCheckError(predict, GEOMETRY, TRIAL);
  await release();
}
