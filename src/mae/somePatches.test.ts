import { expect, test } from 'vitest';
import { somePatches } from './somePatches';

const geometry = { width: 4, height: 4, patchSize: 2, channels: 3 };
const source = { width: 4, height: 4, data: new Uint8ClampedArray(64).map((_, i) => i + 1) };

test('all patches together are the picture, and none of them is nothing', () => {
  expect(somePatches(source, () => true, geometry).data).toEqual(source.data);
  expect(somePatches(source, () => false, geometry).data.every((value) => value === 0)).toBe(true);
});

test('what one part has the other lacks', () => {
  const one = somePatches(source, (patch) => patch === 1, geometry).data;
  const others = somePatches(source, (patch) => patch !== 1, geometry).data;
  expect(one.map((value, i) => value + others[i])).toEqual(source.data);
  // The patch at the top right: of the first row of pixels its second half.
  expect([...one.slice(0, 16)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 9, 10, 11, 12, 13, 14, 15, 16]);
});
