/** Files that other libraries wrote of their own models: each draws what that library predicts. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { predictionOf } from '../../test/network';
import type { OpenedFile } from '../models/model';
import { openModel } from '../models/open';
import expected from './fixtures/libraries/expected.json';

const FOLDER = 'src/runtime/checkpoint/fixtures/libraries';

test.each(expected)('$name $version', async ({ name, indices, values }) => {
  const file = `${name}.pth`;
  const model = await openModel([new File([readFileSync(`${FOLDER}/${file}`)], file)]);
  expect(model.target).toBe(name === 'timm' ? 'features' : 'pixels');
  const pred = await predictionOf(model.geometry, (model.files as OpenedFile).tensors);
  const worst = Math.max(...indices.map((index, i) => Math.abs(pred[index] - values[i])));
  expect(Math.max(...values.map(Math.abs))).toBeGreaterThan(0.5);
  expect(worst).toBeLessThan(1e-4);
});
