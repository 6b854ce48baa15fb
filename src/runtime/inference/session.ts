/** Encoder and decoder, or an encoder alone, as one thing that predicts. Knows onnxruntime, not where the files came from. */
import type { InferenceSession, Tensor } from 'onnxruntime-web';
import { patchDim } from '../../mae/geometry';
import type { Predict } from '../../mae/reconstruct';
import { type FullGeometry, type Tensors, tokensBefore } from '../checkpoint/network';
import type { Precision } from '../checkpoint/precision';
import { storedBytes } from '../checkpoint/stored';
import { readAs } from '../checkpoint/widen';
import { giveBack } from '../giveBack';
import { TOKENS } from '../onnx/graph';
import { type PartOfNetwork, partsOf } from '../onnx/parts';
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

/** The initializers of one graph, which onnxruntime takes as "files" in memory. All are asked for at once, so that a disk never waits. */
const externalData = ({ tensors, onBytes }: Network, names: readonly string[], precision: Precision) =>
  Promise.all(
    names.map(async (path) => {
      const tensor = tensors.get(path);
      if (!tensor) throw new Error(`no tensor is called ${path}`);
      const data = await readAs(tensor, precision);
      onBytes?.(storedBytes(tensor));
      return { path, data };
    }),
  );

/** Sessions one after another, each fed with what the one before gives; the last one's output comes back. */
export interface Chain {
  /** `taps` is given the values of the names that it is asked for, where the graphs have them. */
  run(inputs: Readonly<Record<string, Tensor>>, taps?: Taps): Promise<Tensor>;
  release(): Promise<void>;
}

/** The names of what is to be seen of the inside, and who takes it. */
export interface Taps {
  readonly wanted: readonly string[];
  readonly take: (name: string, tensor: Tensor) => void;
}

/** Builds the sessions one by one: what one needed only to be built is gone before the next. */
export async function createChain(
  runtime: Runtime,
  network: Network,
  precision: Precision,
  parts: readonly PartOfNetwork[],
  staysOnGpu: boolean,
): Promise<Chain> {
  const sessions: InferenceSession[] = [];
  for (const [i, { graph, tensors }] of parts.entries()) {
    const stays = runtime.device && (staysOnGpu || i < parts.length - 1);
    const weights = await externalData(network, tensors, precision);
    sessions.push(
      await createSession(runtime, graph, {
        externalData: weights,
        ...(stays && { preferredOutputLocation: 'gpu-buffer' }),
      }),
    );
    for (const { data } of weights) giveBack(data.buffer);
  }
  return {
    run: async (inputs, taps) => {
      let feeds = inputs;
      let passed: Tensor | undefined;
      for (const session of sessions) {
        const [last, ...others] = session.outputNames;
        const wanted = others.filter((name) => taps?.wanted.includes(name));
        const made = await session.run(feeds, [last, ...wanted]);
        for (const name of wanted) taps?.take(name, made[name]);
        const given: Tensor = made[last];
        passed?.dispose();
        passed = given;
        feeds = { [TOKENS]: given };
      }
      if (!passed) throw new Error('there is nothing to run');
      return passed;
    },
    release: async () => {
      for (const session of sessions) await session.release();
    },
  };
}

/**
 * Creates all sessions, one after the other, of parts with at most `most` bytes of weights. Rejects with a `Sentence`,
 * half of one, as its predictions do.
 */
export async function createPredictor(
  runtime: Runtime,
  network: Network,
  precision: Precision,
  most?: number,
): Promise<Predictor> {
  const { geometry } = network;
  const { ort } = runtime;
  const parts = partsOf(geometry, precision, most);
  // On a GPU the latent never comes back to JavaScript between the two halves.
  const encoder = await createChain(runtime, network, precision, parts.encoder, true);
  const decoder =
    parts.decoder.length > 0
      ? await createChain(runtime, network, precision, parts.decoder, false)
      : undefined;
  const dim = patchDim(geometry);

  const compute: Predict = async ({ visible, idsKeep, idsRestore }) => {
    const started = performance.now();
    const latent = await encoder.run({
      patches: new ort.Tensor('float32', visible, [idsKeep.length, dim]),
      ids_keep: new ort.Tensor('int32', idsKeep, [idsKeep.length]),
    });
    const encoded = performance.now();
    if (!decoder) {
      const all = await ownData(latent);
      latent.dispose();
      const encoderMs = performance.now() - started;
      // The class token comes first, where there is one.
      const before = tokensBefore(geometry) * geometry.encoder.width;
      return { pred: all.slice(before), encoderMs, decoderMs: 0 };
    }
    const pred = await decoder.run({
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
