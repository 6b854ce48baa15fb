/** What the page sees inside a network, on WebAssembly, against transformers. */
import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web/wasm';
import { expect, test } from 'vitest';
import { patchCount, patchDim } from '../../mae/geometry';
import { decoderIds, planMask, wholePlan } from '../../mae/mask';
import { gatherPatches, patchify } from '../../mae/patches';
import { torchRand } from '../../mae/random';
import { openCheckpoint } from '../checkpoint/open';
import { startRuntime } from '../inference/runtime';
import { tapNames } from '../onnx/builder';
import fixture from './fixtures/inside.json';
import { createTapped } from './tapped';

ort.env.wasm.numThreads = 1;
const runtime = startRuntime(ort, 'wasm');

const opened = openCheckpoint(
  new Blob([readFileSync('e2e/fixtures/checkpoints/hub/model.safetensors')]),
  'model.safetensors',
  readFileSync('e2e/fixtures/checkpoints/hub/config.json', 'utf8'),
);

async function inputOf(name: string) {
  const { geometry } = await opened;
  const patches = patchCount(geometry);
  const [picture] = torchRand(fixture.picture, patches * patchDim(geometry));
  const all = patchify(
    picture.map((value) => value * 4 - 2),
    geometry,
  );
  const plan =
    name === 'whole' ? wholePlan(patches) : planMask(torchRand(fixture.mask, patches)[0], fixture.ratio);
  const visible = gatherPatches(all, plan.idsKeep, patchDim(geometry));
  return { visible, idsKeep: plan.idsKeep, idsRestore: decoderIds(plan) };
}

const cases = fixture.cases.flatMap(({ name, tensors }) => tensors.map((tensor) => ({ name, ...tensor })));

test.each(cases)(
  '$name picture, $half: $what of block $block are those of transformers',
  async ({ name, half, what, block, shape, indices, values, sum }) => {
    const { geometry, tensors } = await opened;
    // In as many parts as there are blocks, so that what is seen comes from each.
    const tapped = createTapped(await runtime, { geometry, tensors }, 1);
    const [wanted, called] =
      what === 'latent'
        ? [{ latent: true }, tapNames.latent]
        : what === 'tokens'
          ? [{ tokens: [block] }, tapNames.tokens(block)]
          : [{ attention: [block - 1] }, tapNames.attention(block - 1)];
    const seen = await tapped.look(await inputOf(name), { half: half as 'encoder' | 'decoder', ...wanted });
    const found = seen[called];
    expect(found.shape).toEqual(shape);
    const worst = Math.max(...indices.map((index, i) => Math.abs(found.data[index] - values[i])));
    expect(worst).toBeLessThan(what === 'attention' ? 1e-6 : 1e-5);
    const total = found.data.reduce((all, value) => all + Math.abs(value), 0);
    expect(Math.abs(total / sum - 1)).toBeLessThan(1e-5);
    await tapped.release();
  },
);

test('to be looked at changes nothing of what an ordinary network gives', async () => {
  const { geometry, tensors } = await opened;
  const tapped = createTapped(await runtime, { geometry, tensors });
  const wants = { half: 'encoder', tokens: [0, 1, 2], attention: [0, 1] } as const;
  const first = await tapped.look(await inputOf('masked'), wants);
  expect(Object.keys(first).sort()).toEqual(
    [...wants.tokens.map(tapNames.tokens), ...wants.attention.map(tapNames.attention)].sort(),
  );
  const again = await tapped.look(await inputOf('masked'), wants);
  expect(again).toEqual(first);
  await tapped.release();
});
