import { assert, integer, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { gridOf, patchAt, patchCount, patchDim, placeIn } from './geometry';
import { patchify } from './patches';

const any = integer({ min: 1, max: 5 });

test('the patch of a pixel is the one that patchify puts it into, on any grid and with any channels', () => {
  assert(
    property(record({ rows: any, columns: any, patchSize: any, channels: any }), (shape) => {
      const { rows, columns, patchSize, channels } = shape;
      const geometry = { height: rows * patchSize, width: columns * patchSize, patchSize, channels };
      expect(gridOf(geometry)).toEqual({ rows, columns });
      const numbers = patchCount(geometry) * patchDim(geometry);
      const numbered = Float32Array.from({ length: numbers }, (_, i) => Math.floor(i / channels));
      patchify(numbered, geometry).forEach((pixel, i) => {
        const [x, y] = [pixel % geometry.width, Math.floor(pixel / geometry.width)];
        const patch = Math.floor(i / patchDim(geometry));
        expect(patchAt(x, y, geometry)).toBe(patch);
        expect(placeIn(shape, patch)).toEqual([Math.floor(y / patchSize), Math.floor(x / patchSize)]);
      });
    }),
    { numRuns: 30 },
  );
});
