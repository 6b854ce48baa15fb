import { expect, test } from 'vitest';
import { patchCount, patchDim } from '../../mae/geometry';
import type { Predict } from '../../mae/reconstruct';
import { model } from '../../test/toy';
import { type Golden, selfCheckError } from './selfCheck';

const { geometry } = model;
const length = patchCount(geometry) * patchDim(geometry);

/** A network that predicts the sum of what it sees, everywhere, and `off` more where so many patches are visible. */
const network =
  (off: (visible: number) => number): Predict =>
  async ({ visible, idsKeep }) => {
    const sum = visible.reduce((all, value) => all + value, 0);
    const pred = new Float32Array(length).fill(sum + off(idsKeep.length));
    return { pred, encoderMs: 0, decoderMs: 0 };
  };

const right = network(() => 0);

/** Its own numbers, for one and for two visible patches. */
async function golden(): Promise<Golden> {
  const sums: number[] = [];
  const recording: Predict = async (input) => {
    const output = await right(input);
    sums.push(output.pred[0]);
    return output;
  };
  const cases = (preds: readonly number[]): Golden => ({
    indices: [0],
    cases: [
      { seed: 0, visible: 1, pred: [preds[0]] },
      { seed: 1, visible: 2, pred: [preds[1]] },
    ],
  });
  await selfCheckError(recording, geometry, cases([0, 0]), true);
  return cases(sums);
}

test('a backend that is right is found right', async () => {
  expect(await selfCheckError(right, geometry, await golden(), true)).toBe(0);
});

test('a backend that is wrong for some numbers of visible patches only is found, where all are asked for', async () => {
  const wrong = network((visible) => (visible === 2 ? 0.5 : 0));
  expect(await selfCheckError(wrong, geometry, await golden(), true)).toBeCloseTo(0.5, 5);
  expect(await selfCheckError(wrong, geometry, await golden())).toBe(0);
});

test('a backend that gives no finite numbers is infinitely wrong, also where nothing is known of the right ones', async () => {
  const broken = network((visible) => (visible === 1 ? Number.NaN : 0));
  expect(await selfCheckError(broken, geometry)).toBe(Number.POSITIVE_INFINITY);
  expect(await selfCheckError(right, geometry)).toBe(0);
});
