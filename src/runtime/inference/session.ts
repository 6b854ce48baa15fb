/** Encoder and decoder, or an encoder alone, as one thing that predicts. Knows onnxruntime, not where the files came from. */
import type { Tensor } from 'onnxruntime-web';
import { patchDim } from '../../mae/geometry';
import type { Predict } from '../../mae/reconstruct';
import type { FullGeometry, Tensors } from '../checkpoint/network';
import type { Precision } from '../checkpoint/precision';
import { storedBytes } from '../checkpoint/stored';
import { readAs } from '../checkpoint/widen';
import { decoderGraph, encoderGraph } from '../onnx/graph';
import { createSession, type Runtime } from './runtime';
import { told } from './words';

/** The weights, and the geometry by which the graphs are written. */
export interface Network {
  readonly geometry: FullGeometry;
  readonly tensors: Tensors;
  /** Hears how many bytes of weights were read. */
  readonly onBytes?: (count: number) => void;
}

/** Sessions that are up. Each prediction must be awaited before anything else is asked for: onnxruntime allows no two calls at once. */
export interface Predictor {
  readonly predict: Predict;
  /** Gives memory back. */
  release(): Promise<void>;
}

/** The initializers of one graph, by the beginning of their names, read one by one; onnxruntime takes them as "files" in memory. */
async function externalData({ tensors, onBytes }: Network, prefix: string, precision: Precision) {
  const data: { path: string; data: Uint8Array }[] = [];
  for (const [path, tensor] of tensors) {
    if (!path.startsWith(prefix)) continue;
    data.push({ path, data: await readAs(tensor, precision) });
    onBytes?.(storedBytes(tensor));
  }
  return data;
}

/** Creates both sessions, one after the other. Rejects with half a sentence, as its predictions do. */
export async function createPredictor(
  runtime: Runtime,
  network: Network,
  precision: Precision,
): Promise<Predictor> {
  const { geometry } = network;
  const { ort, device } = runtime;
  const encoder = await createSession(runtime, encoderGraph(geometry, precision), {
    externalData: await externalData(network, 'vit.', precision),
    // On a GPU the latent never comes back to JavaScript between the two halves.
    ...(device && { preferredOutputLocation: 'gpu-buffer' }),
  });
  const decoder =
    geometry.decoder &&
    (await createSession(runtime, decoderGraph(geometry, precision), {
      externalData: await externalData(network, 'decoder.', precision),
    }));
  const dim = patchDim(geometry);

  const compute: Predict = async ({ visible, idsKeep, idsRestore }) => {
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
  return {
    predict: (input) => told(compute(input)),
    release: async () => {
      await encoder.release();
      await decoder?.release();
    },
  };
}

/** A copy that may be transferred: onnxruntime's own array can lie inside WebAssembly's memory. */
const ownData = async (tensor: Tensor): Promise<Float32Array> =>
  new Float32Array((await tensor.getData()) as Float32Array);
