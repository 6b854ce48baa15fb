import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cosines } from './likeness';

const someTokens = fc
  .record({ count: fc.integer({ min: 1, max: 12 }), width: fc.integer({ min: 1, max: 8 }) })
  .chain(({ count, width }) =>
    fc
      .array(fc.double({ min: 0.01, max: 2, noNaN: true }), {
        minLength: count * width,
        maxLength: count * width,
      })
      .map((numbers) => ({ tokens: Float32Array.from(numbers), count })),
  );

test('a token is like itself, and two are as alike one way as the other', () => {
  fc.assert(
    fc.property(someTokens, ({ tokens, count }) => {
      const rows = Array.from({ length: count }, (_, query) => cosines(tokens, count, query));
      rows.forEach((row, i) => {
        expect(row[i]).toBeCloseTo(1, 5);
        row.forEach((value, j) => {
          expect(value).toBeCloseTo(rows[j][i], 5);
          expect(Math.abs(value)).toBeLessThanOrEqual(1 + 1e-5);
        });
      });
    }),
  );
});

test('length does not count, direction does', () => {
  const tokens = Float32Array.of(1, 0, 5, 0, 0, 2, -3, 0);
  expect([...cosines(tokens, 4, 0)]).toEqual([1, 1, 0, -1]);
});
