/** The peer: the same graphs and weights under onnxruntime's native build for Node, on the same machine. */
import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-node';
import { decoderIds, planMask } from '../src/mae/mask';
import { torchRand } from '../src/mae/random';
import { readSafetensors } from '../src/runtime/worker/safetensors';

export interface Times {
  readonly encoder: number;
  readonly decoder: number;
}

export const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Median milliseconds of each half of mae-tiny at 75 %, over `runs` warm runs. */
export async function timeNode(runs: number): Promise<Times> {
  const file = (name: string) =>
    new Uint8Array(readFileSync(new URL(`../models/mae-tiny/${name}`, import.meta.url)));
  const weights = readSafetensors(file('model.safetensors'));
  const create = (graph: string, prefix: string) =>
    ort.InferenceSession.create(file(graph), {
      externalData: [...weights]
        .filter(([name]) => name.startsWith(prefix))
        .map(([path, { buffer }]) => ({ path, data: new Uint8Array(buffer) })),
    });
  const encoder = await create('encoder.onnx', 'vit.');
  const decoder = await create('decoder.onnx', 'decoder.');
  const plan = planMask(torchRand(0, 196)[0], 0.75);
  const patches = new ort.Tensor('float32', torchRand(1, 49 * 768)[0], [49, 768]);
  const idsKeep = new ort.Tensor('int32', plan.idsKeep, [49]);
  const idsRestore = new ort.Tensor('int32', decoderIds(plan), [196]);
  const times: { encoder: number[]; decoder: number[] } = { encoder: [], decoder: [] };
  for (let run = -5; run < runs; run++) {
    const started = performance.now();
    const { latent } = await encoder.run({ patches, ids_keep: idsKeep });
    const encoded = performance.now();
    await decoder.run({ latent, ids_restore: idsRestore });
    if (run < 0) continue;
    times.encoder.push(encoded - started);
    times.decoder.push(performance.now() - encoded);
  }
  return { encoder: median(times.encoder), decoder: median(times.decoder) };
}
