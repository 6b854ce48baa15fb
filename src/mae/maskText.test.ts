import { expect, test } from 'vitest';
import { squareGeometry } from '../test/square';
import { type Geometry, gridOf } from './geometry';
import { countVisible, handNoise, readMask } from './handMask';
import { keepLeast, type MaskPlan, planMask } from './mask';
import { type MaskFacts, maskJson, maskPython } from './maskText';
import { maskNoise, type Strategy } from './strategy';

const geometry = squareGeometry(224, 16);

const wide: Geometry = { height: 32, width: 128, patchSize: 16, channels: 1 };

function sampled(strategy: Strategy, seed: number, ratio: number, shape = geometry): MaskFacts {
  const plan = planMask(maskNoise(strategy, seed, gridOf(shape)), ratio);
  return { model: 'Toy', geometry: shape, strategy, seed, ratio, plan };
}

/** A hand mask whose ratio was moved since, so that its order cannot be told from the mask. */
function painted(visible?: number): MaskFacts {
  const hand = readMask('ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff000');
  if (!hand) throw new Error('no mask');
  const plan: MaskPlan = keepLeast(handNoise(hand, 5), visible ?? countVisible(hand.mask));
  const ratio = 1 - plan.idsKeep.length / plan.mask.length;
  return { model: 'Toy', geometry, strategy: 'hand', seed: 5, ratio, plan };
}

const written: Record<string, MaskFacts> = {
  'random, the page’s first': sampled('random', 0, 0.75),
  'random, the last seed': sampled('random', 2 ** 32 - 1, 0.9),
  'random, patches of 14': sampled('random', 7, 0.6, squareGeometry(224, 14)),
  'random, nothing hidden': sampled('random', 1, 0),
  'random, one visible': sampled('random', 2, 0.99),
  block: sampled('block', 3, 0.5),
  'random, a wide grid': sampled('random', 3, 0.75, wide),
  'block, a wide grid': sampled('block', 3, 0.5, wide),
  grid: sampled('grid', 4, 0.75),
  'by hand': painted(),
  'by hand, ratio moved': painted(20),
};

test('the lines and the numbers that pytest runs are those of this code', async () => {
  const cases = Object.entries(written).map(([name, facts]) => ({
    name,
    python: maskPython(facts),
    ids_keep: [...facts.plan.idsKeep],
    ids_restore: [...facts.plan.idsRestore],
    mask: [...facts.plan.mask],
  }));
  await expect(`${JSON.stringify(cases)}\n`).toMatchFileSnapshot('fixtures/printed-masks.json');
});

test.each(Object.entries(written))('the JSON says everything of the mask: %s', (_, facts) => {
  const { geometry: shape, strategy, seed, ratio, plan } = facts;
  expect(JSON.parse(maskJson(facts))).toEqual({
    model: 'Toy',
    image_size: shape === wide ? [32, 128] : 224,
    patch_size: shape.patchSize,
    grid: shape === wide ? [2, 8] : 224 / shape.patchSize,
    strategy,
    seed,
    mask_ratio: ratio,
    ids_keep: [...plan.idsKeep],
    ids_restore: [...plan.idsRestore],
    mask: Array.from({ length: gridOf(shape).rows }, (_, row) => [
      ...plan.mask.slice(row * gridOf(shape).columns, (row + 1) * gridOf(shape).columns),
    ]),
  });
});

test('a name with quotes does not break the JSON', () => {
  expect(JSON.parse(maskJson({ ...painted(), model: 'A "large" \\ one' })).model).toBe('A "large" \\ one');
});
