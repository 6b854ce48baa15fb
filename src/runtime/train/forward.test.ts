/** The in-page model against PyTorch's on the same weights, batches and masks. */
import { defaultDevice, numpy as np, valueAndGrad } from '@jax-js/jax';
import { expect, test } from 'vitest';
import { batchOf, distance, fixture, geometryOf, movedParameters, type Told } from '../../test/train';
import { tensorShapes } from '../checkpoint/shapes';
import { type Arrays, lossOf } from './forward';
import type { LossOn, TrainedTarget } from './options';
import { isPositions } from './parameters';

defaultDevice('wasm');

test.each(fixture.cases)(
  'loss and gradients are PyTorch’s: $geometry, $target, $on',
  async ({ geometry: name, target, on, loss, gradients }) => {
    const geometry = geometryOf(name);
    const shapes = tensorShapes(geometry);
    const [learned, fixed]: Arrays[] = [{}, {}];
    for (const [tensor, values] of movedParameters(geometry)) {
      const array = np.array(values).reshape([...(shapes.get(tensor) ?? [])]);
      (isPositions(tensor) ? fixed : learned)[tensor] = array;
    }
    const { patches, places, count, keep } = batchOf(geometry, 0);
    const length = places.length / count;
    const task = { geometry, target: target as TrainedTarget, on: on as LossOn };
    const asked = (arrays: Arrays) =>
      lossOf(
        task,
        arrays,
        fixed,
        np.array(patches).reshape([count, length, -1]),
        np.array(places).reshape([count, length]),
        keep,
      );
    const [value, found] = valueAndGrad(asked)(learned);
    expect(Math.abs((await value.data())[0] / loss - 1)).toBeLessThan(1e-5);
    for (const [tensor, array] of Object.entries(found)) {
      const values = (await array.data()) as Float32Array;
      const told = (gradients as Told[]).find((each) => each.tensor === tensor);
      if (told) expect(distance(values, told), tensor).toBeLessThan(1e-4);
      // A softmax does not change when the same is added to all that it is given.
      else expect(tensor).toMatch(/key\.bias$/);
      if (!told) expect(Math.max(...values.map(Math.abs))).toBeLessThan(1e-8);
    }
  },
);
