/** Encoder and decoder, or an encoder alone, as one thing that predicts. Knows onnxruntime, not where the files came from. */
import type { InferenceSession, Tensor } from 'onnxruntime-web';
import { type Geometry, patchDim } from '../../mae/geometry';
import type { Predict } from '../../mae/reconstruct';
import type { Tensors } from '../checkpoint/geometry';
import { storedBytes } from '../checkpoint/stored';
import { readTensor } from '../checkpoint/widen';
import type { Backend } from '../protocol';
import { requestDevice } from './device';
import { loadOrt } from './ort';

/** Graph-only ONNX files and the weights they name. */
export interface Network {
  readonly encoder: Uint8Array;
  /** Absent where there is only an encoder. */
  readonly decoder?: Uint8Array;
  readonly tensors: Tensors;
  /** Hears how many bytes of weights were read. */
  readonly onBytes?: (count: number) => void;
}

/** The initializers of one graph, by the beginning of their names, widened one by one; onnxruntime takes them as "files" in memory. */
async function externalData({ tensors, onBytes }: Network, prefix: string) {
  const data: { path: string; data: Uint8Array }[] = [];
  for (const [path, tensor] of tensors) {
    if (!path.startsWith(prefix)) continue;
    const { buffer } = await readTensor(tensor);
    data.push({ path, data: new Uint8Array(buffer) });
    onBytes?.(storedBytes(tensor));
  }
  return data;
}

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
    externalData: await externalData(network, 'vit.'),
    // On a GPU the latent never comes back to JavaScript between the two halves.
    ...(backend === 'webgpu' && { preferredOutputLocation: 'gpu-buffer' }),
  });
  const decoder =
    network.decoder &&
    (await ort.InferenceSession.create(network.decoder, {
      ...options,
      externalData: await externalData(network, 'decoder.'),
    }));
  const dim = patchDim(geometry);

  return async ({ visible, idsKeep, idsRestore }) => {
    const started = performance.now();
    const { latent } = await encoder.run({
      patches: new ort.Tensor('float32', visible, [idsKeep.length, dim]),
      ids_keep: new ort.Tensor('int32', idsKeep, [idsKeep.length]),
    });
    const encoded = performance.now();
    if (!decoder) {
      const all = await ownData(latent);
      latent.dispose();
      const encoderMs = performance.now() - started;
      // The class token comes first.
      return { pred: all.slice(all.length / (idsKeep.length + 1)), encoderMs, decoderMs: 0 };
    }
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
