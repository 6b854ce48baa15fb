import { expect, test } from 'vitest';
import { squareGeometry } from '../test/square';
import { inOurOrder } from './patchOrder';

const geometry = squareGeometry(4, 2);

test('channel, row, column becomes row, column, channel, patch by patch', () => {
  const patch = (first: number) => Array.from({ length: 12 }, (_, i) => first + i);
  const pred = Float32Array.from([0, 100, 200, 300].flatMap(patch));
  const ordered = inOurOrder(pred, 'c p q', geometry);
  expect([...ordered.slice(0, 12)]).toEqual([0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11]);
  expect([...ordered.slice(12, 15)]).toEqual([100, 104, 108]);
});

test('what is in our order stays the very same', () => {
  const pred = new Float32Array(48);
  expect(inOurOrder(pred, 'p q c', geometry)).toBe(pred);
  expect(inOurOrder(pred, undefined, geometry)).toBe(pred);
});
