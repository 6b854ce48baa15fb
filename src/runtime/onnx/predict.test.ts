/** The page's own way from a file to a prediction, on WebAssembly, against transformers. */
import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web/wasm';
import { expect, test } from 'vitest';
import latent from '../../../e2e/fixtures/checkpoints/latent.json';
import { type Geometry, patchCount, patchDim } from '../../mae/geometry';
import { decoderIds, planMask } from '../../mae/mask';
import { gatherPatches, patchify } from '../../mae/patches';
import { torchRand } from '../../mae/random';
import type { FullGeometry, Tensors } from '../checkpoint/network';
import { openCheckpoint } from '../checkpoint/open';
import type { Precision } from '../checkpoint/precision';
import { tensorShapes } from '../checkpoint/shapes';
import { asWritten, type WrittenGeometry } from '../checkpoint/written';
import { startRuntime } from '../inference/runtime';
import { createPredictor } from '../inference/session';
import fixture from './fixtures/predictions.json';
import { partsOf } from './parts';

// In Node the loader finds the WebAssembly next to itself; threads would need a browser's workers.
ort.env.wasm.numThreads = 1;
const runtime = startRuntime(ort, 'wasm');

/** A safetensors file with the weights that `models/recipe/page/checkpoint_fixtures.py` drew from PyTorch's generator. */
function seededFile(geometry: FullGeometry, seed: number): Blob {
  const shapes = [...tensorShapes(geometry)].sort(([a], [b]) => (a < b ? -1 : 1));
  const counts = shapes.map(([, shape]) => shape.reduce((product, side) => product * side, 1));
  const numbers = torchRand(
    seed,
    counts.reduce((sum, count) => sum + count, 0),
  )[0];
  let at = 0;
  const entries = shapes.map(([name, shape], i) => {
    const begin = at;
    at += counts[i];
    const isScale = name.includes('norm') && name.endsWith('weight');
    const isMatrix = name.endsWith('weight');
    const scale = shape.length === 1 ? 0.2 : isMatrix ? 3 * (counts[i] / shape[0]) ** -0.5 : 2;
    const shift = shape.length === 1 && isScale ? 1 : 0;
    for (let k = begin; k < at; k++) numbers[k] = (numbers[k] - 0.5) * scale + shift;
    return [name, { dtype: 'F32', shape, data_offsets: [begin * 4, at * 4] }];
  });
  const header = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  const length = new BigUint64Array([BigInt(header.length)]);
  return new Blob([length, header, numbers as Float32Array<ArrayBuffer>]);
}

/** A random picture in −2 … 2, as patches [L · P·P·3]. */
function seededPatches(geometry: Geometry, seed: number): Float32Array {
  const [uniform] = torchRand(seed, patchCount(geometry) * patchDim(geometry));
  return patchify(
    uniform.map((value) => value * 4 - 2),
    geometry,
  );
}

/** The shape, as config.json would tell it: epsilon is in no file of weights. */
const described = ({ height, width, ...rest }: FullGeometry): string =>
  JSON.stringify({ geometry: { imageSize: [height, width], ...rest }, target: 'pixels' });

async function predictionOf(
  geometry: FullGeometry,
  tensors: Tensors,
  precision: Precision = 'float32',
  most?: number,
): Promise<Float32Array> {
  const { predict } = await createPredictor(await runtime, { geometry, tensors }, precision, most);
  const plan = planMask(torchRand(fixture.mask, patchCount(geometry))[0], fixture.ratio);
  const patches = seededPatches(geometry, fixture.picture);
  const { pred } = await predict({
    visible: gatherPatches(patches, plan.idsKeep, patchDim(geometry)),
    idsKeep: plan.idsKeep,
    idsRestore: decoderIds(plan),
  });
  return pred;
}

const cases = fixture.cases.map((one) => ({ ...one, geometry: asWritten(one.geometry as WrittenGeometry) }));

test.each(cases)(
  '$name: the prediction is that of transformers',
  { timeout: 120_000 },
  async ({ geometry, indices, pred: expected }) => {
    const file = seededFile(geometry, fixture.weights);
    const { tensors } = await openCheckpoint(file, 'model.safetensors', described(geometry));
    const pred = await predictionOf(geometry, tensors);
    const worst = Math.max(...indices.map((index, i) => Math.abs(pred[index] - expected[i])));
    expect(Math.max(...expected.map(Math.abs))).toBeGreaterThan(0.5);
    expect(worst).toBeLessThan(1e-4);
  },
);

test.each(cases)(
  '$name: in half precision it is nearly that of transformers',
  { timeout: 120_000 },
  async ({ geometry, indices, pred: expected }) => {
    const file = seededFile(geometry, fixture.weights);
    const { tensors } = await openCheckpoint(file, 'model.safetensors', described(geometry));
    const pred = await predictionOf(geometry, tensors, 'float16');
    const worst = Math.max(...indices.map((index, i) => Math.abs(pred[index] - expected[i])));
    expect(worst).toBeLessThan(2e-2);
    // So that it was half precision that was computed in.
    expect(worst).toBeGreaterThan(1e-5);
  },
);

test('files in half precision and with stacked attention give the prediction of the file in float32', async () => {
  const predictions: Float32Array[] = [];
  for (const path of ['hub/model.safetensors', 'hub-bin/pytorch_model.bin', 'authors/checkpoint-799.pth']) {
    const bytes = readFileSync(`e2e/fixtures/checkpoints/${path}`);
    const { geometry, tensors } = await openCheckpoint(new Blob([bytes]), path);
    predictions.push(await predictionOf(geometry, tensors));
  }
  const [first, ...others] = predictions;
  for (const other of others) expect(other).toEqual(first);
});

test.each([
  ['float32', 1e-6],
  // What onnxruntime fuses within a whole, it may round in float32.
  ['float16', 5e-3],
] as const)(
  'in %s a network in as many parts as it has blocks predicts what it does as a whole',
  async (precision, tolerance) => {
    const bytes = readFileSync('e2e/fixtures/checkpoints/hub/model.safetensors');
    const { geometry, tensors } = await openCheckpoint(new Blob([bytes]), 'model.safetensors');
    expect(partsOf(geometry, precision, 1).encoder).toHaveLength(geometry.encoder.depth);
    const whole = await predictionOf(geometry, tensors, precision);
    const apart = await predictionOf(geometry, tensors, precision, 1);
    expect(Math.max(...whole.map((value, i) => Math.abs(value - apart[i])))).toBeLessThan(tolerance);
  },
);

test('an encoder alone gives transformers’ output for the visible patches', async () => {
  const path = 'e2e/fixtures/checkpoints/encoder/mae_pretrain_vit_small.pth';
  const { geometry, tensors } = await openCheckpoint(new Blob([readFileSync(path)]), 'encoder.pth');
  const features = await predictionOf(geometry, tensors);
  expect(features).toHaveLength(latent.length);
  const worst = Math.max(...latent.map((value, i) => Math.abs(features[i] - value)));
  expect(worst).toBeLessThan(1e-4);
});
