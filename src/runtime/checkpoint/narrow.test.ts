import fc from 'fast-check';
import { expect, test } from 'vitest';
import { narrow } from './narrow';
import { widenHalves } from './widen';

const isNumber = (bits: number): boolean => (bits & 0x7c00) !== 0x7c00;
/** All of the 63,488 halves that are numbers, by size; each is the next one's neighbour. */
const positive = Uint16Array.from({ length: 0x7c00 }, (_, bits) => bits);

test('every half that is widened comes back as it was', () => {
  const halves = Uint16Array.from({ length: 65536 }, (_, bits) => bits).filter(
    (bits) => isNumber(bits) || (bits & 0x3ff) === 0,
  );
  expect(narrow(widenHalves(halves))).toEqual(halves);
});

test('between two halves the nearer one is taken, and in the middle the even one', () => {
  const values = widenHalves(positive);
  for (let i = 0; i + 1 < values.length; i++) {
    const middle = (values[i] + values[i + 1]) / 2;
    const gap = values[i + 1] - values[i];
    const [below, exactly, above] = narrow(Float32Array.of(middle - gap / 8, middle, middle + gap / 8));
    if (below !== i || above !== i + 1 || exactly !== i + (i % 2)) {
      expect.fail(
        `around ${middle}: ${below}, ${exactly}, ${above} instead of ${i}, ${i + (i % 2)}, ${i + 1}`,
      );
    }
  }
});

test('what a half cannot hold is infinite, and what is no number stays none', () => {
  const [largest, infinite, huge, negative, none] = narrow(
    Float32Array.of(65519, 65520, 1e30, Number.NEGATIVE_INFINITY, Number.NaN),
  );
  expect([largest, infinite, huge, negative]).toEqual([0x7bff, 0x7c00, 0x7c00, 0xfc00]);
  expect(none & 0x7fff).toBeGreaterThan(0x7c00);
});

test('the sign of a number changes nothing but the sign', () => {
  fc.assert(
    fc.property(fc.float({ noNaN: true }), (value) => {
      const [plus, minus] = narrow(Float32Array.of(value, -value));
      expect(plus ^ minus).toBe(0x8000);
    }),
  );
});
