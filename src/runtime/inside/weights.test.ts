/** What the page finds in the weights alone, against PyTorch. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openCheckpoint } from '../checkpoint/open';
import fixture from './fixtures/weights.json';
import { weightsOf } from './weights';

const weights = openCheckpoint(
  new Blob([readFileSync('e2e/fixtures/checkpoints/hub/model.safetensors')]),
  'model.safetensors',
  readFileSync('e2e/fixtures/checkpoints/hub/config.json', 'utf8'),
).then(weightsOf);

interface Told {
  readonly shape: readonly number[];
  readonly indices: readonly number[];
  readonly values: readonly number[];
  readonly sum: number;
}

function expectTold(
  found: Float32Array | Float64Array,
  { shape, indices, values, sum }: Told,
  within: number,
) {
  expect(found).toHaveLength(shape.reduce((a, b) => a * b));
  const worst = Math.max(...indices.map((index, i) => Math.abs(found[index] - values[i])));
  expect(worst).toBeLessThan(within);
  let total = 0;
  for (const value of found) total += Math.abs(value);
  expect(Math.abs(total / sum - 1)).toBeLessThan(within);
}

test.each(fixture.filters.map((told, i) => ({ number: i + 1, i, told })))(
  'direction $number of the filters, its sign too, and its share are those of the singular values',
  async ({ i, told }) => {
    const { direction, share } = (await weights).filters[i];
    expectTold(direction, told, 1e-3);
    expect(Math.abs(share - told.share)).toBeLessThan(1e-5);
  },
);

test('there are 24 directions, whose shares fall', async () => {
  const shares = (await weights).filters.map(({ share }) => share);
  expect(shares).toHaveLength(24);
  expect(shares).toEqual(shares.toSorted((a, b) => b - a));
});

test('positions are as alike as their cosines, without the class token', async () => {
  expectTold((await weights).positions, fixture.positions, 1e-5);
});

test('the weights of every block are of the same size', async () => {
  const { blocks } = await weights;
  const near = (value: number) => expect.closeTo(value, 5);
  expect(blocks).toEqual(
    fixture.blocks.map((block) => ({ ...block, attention: near(block.attention), mlp: near(block.mlp) })),
  );
});
