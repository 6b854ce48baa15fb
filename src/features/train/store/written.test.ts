/**
 * What a run is saved as, to the byte: `models/recipe/tests/test_written_by_page.py` opens these very files with transformers and with
 * the recipe, and compares what they predict with what the page does. `REWRITE=yes npx vitest run written` writes them anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { defaultDevice } from '@jax-js/jax';
import { expect, test } from 'vitest';
import type { FullGeometry } from '../../../runtime/checkpoint/network';
import { nearParameters } from '../../../runtime/train/near';
import { begun } from '../../../runtime/train/options';
import { isPositions } from '../../../runtime/train/parameters';
import { createTrained } from '../../../runtime/train/step';
import { batchOf, movedParameters } from '../../../test/train';
import { FIRST_KNOBS, runOptions } from './presets';
import { newRun } from './run';
import { filesOf } from './written';

defaultDevice('wasm');

const FOLDER = 'src/features/train/store/fixtures/written';
/** Small, and with nothing alike that could be taken for something else. */
const geometry: FullGeometry = {
  ...{ height: 16, width: 16, patchSize: 4, channels: 3, layerNormEps: 1e-6 },
  encoder: { width: 16, depth: 2, heads: 2, mlp: 32 },
  decoder: { width: 16, depth: 1, heads: 4, mlp: 24 },
};
const target = 'normalised-pixels';
const normalisation = { mean: [0.5, 0.4, 0.3], std: [0.2, 0.25, 0.3] };
const options = runOptions({ geometry, normalisation, target }, FIRST_KNOBS, 100, 1);
/** Positions as the page's own runs have them, which nobody can compute who opens the file. */
const near = nearParameters(geometry, 0);
const moved = [...movedParameters(geometry)].map(
  ([name, values]) => [name, isPositions(name) ? (near.get(name) ?? values) : values] as const,
);
const progress = begun(new Map(moved));
/** Predicted numbers that are told lie so far from each other. */
const STRIDE = 97;

test('a run is saved as the files that were opened elsewhere', async () => {
  const files = filesOf(newRun({ id: 'written', number: 1, options }), progress, 'model.safetensors');
  expect(files.map(({ name }) => name)).toEqual([
    'model.safetensors',
    'config.json',
    'preprocessor_config.json',
  ]);
  for (const file of files) {
    const bytes = Buffer.from(await file.arrayBuffer());
    const path = `${FOLDER}/${file.name}`;
    if (process.env.REWRITE) writeFileSync(path, bytes);
    expect(readFileSync(path).equals(bytes), file.name).toBe(true);
  }
});

test('what they predict there is what the page predicts', async () => {
  const run = createTrained({ geometry, target, on: 'hidden' }, options.optimiser, progress);
  const pred = await run.predict(batchOf(geometry, 0));
  const loss = await run.step(batchOf(geometry, 0), 0);
  run.dispose();
  const told = { loss, stride: STRIDE, pred: [...pred].filter((_, i) => i % STRIDE === 0) };
  const path = `${FOLDER}/predicted.json`;
  if (process.env.REWRITE) writeFileSync(path, `${JSON.stringify(told)}\n`);
  const before: typeof told = JSON.parse(readFileSync(path, 'utf8'));
  expect(before.pred).toHaveLength(told.pred.length);
  const apart = told.pred.map((value, i) => Math.abs(value - before.pred[i]));
  expect(Math.max(Math.abs(loss - before.loss), ...apart)).toBeLessThan(1e-6);
});
