import { expect, test } from 'vitest';
import { squareGeometry } from '../test/square';
import { gatherPatches, patchify, unpatchify } from './patches';
import { torchRand } from './random';

const geometry = squareGeometry(32, 8);
const [image] = torchRand(1, 32 * 32 * 3);

test('unpatchify undoes patchify', () => {
  expect(unpatchify(patchify(image, geometry), geometry)).toEqual(image);
});

test('a patch is ordered row, column, channel, and patches are in reading order', () => {
  const numbered = Float32Array.from({ length: 4 * 4 * 3 }, (_, i) => i);
  const patches = patchify(numbered, squareGeometry(4, 2));
  expect([...patches.slice(0, 12)]).toEqual([0, 1, 2, 3, 4, 5, 12, 13, 14, 15, 16, 17]);
  expect(patches[12]).toBe(6);
  expect(patches[24]).toBe(24);
});

test('gathering takes patches in the order of the ids', () => {
  const patches = Float32Array.of(0, 0, 1, 1, 2, 2);
  expect([...gatherPatches(patches, Int32Array.of(2, 0), 2)]).toEqual([2, 2, 0, 0]);
});

test('an image of another size is refused', () => {
  expect(() => patchify(new Float32Array(5), geometry)).toThrow('should hold 3072 numbers, not 5');
  expect(() => unpatchify(new Float32Array(5), geometry)).toThrow(RangeError);
});
