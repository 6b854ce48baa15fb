/** The peer: the same graphs and weights under onnxruntime's native build for Node, on the same machine. */
import { mkdtempSync, openAsBlob, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ort from 'onnxruntime-node';
import { decoderIds, planMask } from '../src/mae/mask';
import { torchRand } from '../src/mae/random';
import { openCheckpoint } from '../src/runtime/checkpoint/open';
import { readTensor } from '../src/runtime/checkpoint/widen';
import { decoderGraph, encoderGraph } from '../src/runtime/onnx/graph';
import { eventsIn, type ProfileEvent } from './operators';
import { median } from './rows';

const WARM = 3;

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
export async function timeNode(
  path: string,
  runs: number,
  threads?: number,
  options?: ort.InferenceSession.SessionOptions,
): Promise<Times> {
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
      ...options,
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
  for (let run = -WARM; run < runs; run++) {
    const begun = performance.now();
    const { latent } = await encoder.run({ patches, ids_keep: idsKeep });
    const encoded = performance.now();
    await decoder.run({ latent, ids_restore: idsRestore });
    if (run < 0) continue;
    times.encoder.push(encoded - begun);
    times.decoder.push(performance.now() - encoded);
  }
  if (options?.enableProfiling) for (const session of [encoder, decoder]) session.endProfiling();
  await encoder.release();
  await decoder.release();
  return { load, encoder: median(times.encoder), decoder: median(times.decoder) };
}

/** What each node took, of how many runs: one thread, the graphs as they are written. */
export async function profileNode(
  path: string,
  runs: number,
): Promise<{ events: ProfileEvent[]; runs: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'profile-'));
  try {
    await timeNode(path, runs, 1, {
      graphOptimizationLevel: 'disabled',
      enableProfiling: true,
      profileFilePrefix: join(folder, 'half'),
    });
    const lines = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'));
    return { events: eventsIn(lines), runs: runs + WARM };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
