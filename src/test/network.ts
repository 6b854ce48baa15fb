/** What a network predicts for the picture and the mask of the fixtures, by onnxruntime-web on one thread. */
import * as ort from 'onnxruntime-web/wasm';
import { patchCount, patchDim } from '../mae/geometry';
import { decoderIds, planMask } from '../mae/mask';
import { gatherPatches, patchify } from '../mae/patches';
import { torchRand } from '../mae/random';
import type { FullGeometry, Tensors } from '../runtime/checkpoint/network';
import { startRuntime } from '../runtime/inference/runtime';
import { createPredictor } from '../runtime/inference/session';
import predictions from '../runtime/onnx/fixtures/predictions.json';

// Threads would need a browser's workers.
ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';
const runtime = startRuntime(ort, 'wasm');

/** [L, P·P·3], or of an encoder alone the tokens [K, D]. */
export async function predictionOf(geometry: FullGeometry, tensors: Tensors): Promise<Float32Array> {
  const { predict, release } = await createPredictor(await runtime, { geometry, tensors }, 'float32');
  const plan = planMask(torchRand(predictions.mask, patchCount(geometry))[0], predictions.ratio);
  const [uniform] = torchRand(predictions.picture, patchCount(geometry) * patchDim(geometry));
  const patches = patchify(
    uniform.map((value) => value * 4 - 2),
    geometry,
  );
  const { pred } = await predict({
    visible: gatherPatches(patches, plan.idsKeep, patchDim(geometry)),
    idsKeep: plan.idsKeep,
    idsRestore: decoderIds(plan),
  });
  await release();
  return pred;
}

export const worstOf = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
