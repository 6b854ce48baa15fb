/** The peer: the same graphs and weights under onnxruntime's native build for Node, on the same machine. */
import { openAsBlob } from 'node:fs';
import * as ort from 'onnxruntime-node';
import { decoderIds, planMask } from '../src/mae/mask';
import { torchRand } from '../src/mae/random';
import { openCheckpoint } from '../src/runtime/checkpoint/open';
import { readTensor } from '../src/runtime/checkpoint/widen';
import { decoderGraph, encoderGraph } from '../src/runtime/onnx/graph';
import { median } from './rows';

export interface Times {
  /** From the file to both sessions. */
  readonly load: number;
  readonly encoder: number;
  readonly decoder: number;
}

/**
 * Milliseconds for a file of weights: loading it, and the median of each half at 75 % over `runs` warm runs, on as many threads as
 * onnxruntime likes, or as it is told.
 */
export async function timeNode(path: string, runs: number, threads?: number): Promise<Times> {
  const started = performance.now();
  const { geometry, tensors } = await openCheckpoint(await openAsBlob(path), 'model.safetensors');
  const create = async (graph: Uint8Array, prefix: string) => {
    const externalData: { path: string; data: Uint8Array }[] = [];
    for (const [name, tensor] of tensors) {
      if (!name.startsWith(prefix)) continue;
      externalData.push({ path: name, data: new Uint8Array((await readTensor(tensor)).buffer) });
    }
    return ort.InferenceSession.create(graph, {
      externalData,
      ...(threads !== undefined && { intraOpNumThreads: threads }),
    });
  };
  const encoder = await create(encoderGraph(geometry), 'vit.');
  const decoder = await create(decoderGraph(geometry), 'decoder.');
  const load = performance.now() - started;
  const plan = planMask(torchRand(0, 196)[0], 0.75);
  const patches = new ort.Tensor('float32', torchRand(1, 49 * 768)[0], [49, 768]);
  const idsKeep = new ort.Tensor('int32', plan.idsKeep, [49]);
  const idsRestore = new ort.Tensor('int32', decoderIds(plan), [196]);
  const times: { encoder: number[]; decoder: number[] } = { encoder: [], decoder: [] };
  for (let run = -3; run < runs; run++) {
    const begun = performance.now();
    const { latent } = await encoder.run({ patches, ids_keep: idsKeep });
    const encoded = performance.now();
    await decoder.run({ latent, ids_restore: idsRestore });
    if (run < 0) continue;
    times.encoder.push(encoded - begun);
    times.decoder.push(performance.now() - encoded);
  }
  await encoder.release();
  await decoder.release();
  return { load, encoder: median(times.encoder), decoder: median(times.decoder) };
}
