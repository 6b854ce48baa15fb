import { assert, integer, property, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { patchAt } from './geometry';
import { patchify } from './patches';

test('the patch of a pixel is the one that patchify puts it into', () => {
  assert(
    property(tuple(integer({ min: 1, max: 5 }), integer({ min: 1, max: 6 })), ([grid, patchSize]) => {
      const geometry = { imageSize: grid * patchSize, patchSize };
      const pixels = geometry.imageSize ** 2;
      const numbered = Float32Array.from({ length: pixels * 3 }, (_, i) => Math.floor(i / 3));
      patchify(numbered, geometry).forEach((pixel, i) => {
        const [x, y] = [pixel % geometry.imageSize, Math.floor(pixel / geometry.imageSize)];
        expect(patchAt(x, y, geometry)).toBe(Math.floor(i / 3 / patchSize ** 2));
      });
    }),
    { numRuns: 20 },
  );
});
