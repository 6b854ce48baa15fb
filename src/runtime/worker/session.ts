/** Encoder and decoder as one thing that predicts. Knows onnxruntime, not where the files came from. */
import type { InferenceSession, Tensor } from 'onnxruntime-web';
import { type Geometry, patchDim } from '../../mae/geometry';
import type { Predict } from '../../mae/reconstruct';
import type { Backend } from '../protocol';
import { requestDevice } from './device';
import { loadOrt } from './ort';
import type { Weights } from './safetensors';

/** Graph-only ONNX files and the weights they name. */
export interface Network {
  readonly encoder: Uint8Array;
  readonly decoder: Uint8Array;
  readonly weights: Weights;
}

/** The initializers of one graph, by the beginning of their names; onnxruntime takes them as "files" in memory. */
const externalData = (weights: Weights, prefix: string) =>
  [...weights]
    .filter(([name]) => name.startsWith(prefix))
    .map(([path, { buffer }]) => ({ path, data: new Uint8Array(buffer) }));

/**
 * Creates both sessions on `backend`, one after the other: onnxruntime allows no two calls at once, so the caller must also
 * await each prediction before asking for the next.
 */
export async function createPredictor(
  network: Network,
  geometry: Geometry,
  backend: Backend,
): Promise<Predict> {
  const ort = await loadOrt(backend);
  const executionProvider = backend === 'webgpu' ? { name: 'webgpu', device: await requestDevice() } : 'wasm';
  const options: InferenceSession.SessionOptions = {
    executionProviders: [executionProvider],
    graphOptimizationLevel: 'all',
  };
  const encoder = await ort.InferenceSession.create(network.encoder, {
    ...options,
    externalData: externalData(network.weights, 'vit.'),
    // On a GPU the latent never comes back to JavaScript between the two halves.
    ...(backend === 'webgpu' && { preferredOutputLocation: 'gpu-buffer' }),
  });
  const decoder = await ort.InferenceSession.create(network.decoder, {
    ...options,
    externalData: externalData(network.weights, 'decoder.'),
  });
  const dim = patchDim(geometry);

  return async ({ visible, idsKeep, idsRestore }) => {
    const started = performance.now();
    const { latent } = await encoder.run({
      patches: new ort.Tensor('float32', visible, [idsKeep.length, dim]),
      ids_keep: new ort.Tensor('int32', idsKeep, [idsKeep.length]),
    });
    const encoded = performance.now();
    const { pred } = await decoder.run({
      latent,
      ids_restore: new ort.Tensor('int32', idsRestore, [idsRestore.length]),
    });
    const decoded = performance.now();
    latent.dispose();
    return {
      pred: await ownData(pred),
      encoderMs: encoded - started,
      decoderMs: decoded - encoded,
    };
  };
}

/** A copy that may be transferred: onnxruntime's own array can lie inside WebAssembly's memory. */
const ownData = async (tensor: Tensor): Promise<Float32Array> =>
  new Float32Array((await tensor.getData()) as Float32Array);
