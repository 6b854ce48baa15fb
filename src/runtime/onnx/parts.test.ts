import { expect, test } from 'vitest';
import { squareGeometry } from '../../test/square';
import { tensorShapes } from '../checkpoint/shapes';
import { partsOf } from './parts';

const stack = { width: 16, heads: 2, mlp: 32 };
const geometry = {
  ...squareGeometry(32, 8),
  encoder: { ...stack, depth: 5 },
  decoder: { ...stack, depth: 3 },
  layerNormEps: 1e-6,
};

test.each([1, 5_000, 20_000, 1e9])('in parts of at most %i bytes every tensor is there, once', (most) => {
  const { encoder, decoder } = partsOf(geometry, 'float32', most);
  const names = [...encoder, ...decoder].flatMap(({ tensors }) => tensors);
  expect(names.toSorted()).toEqual([...tensorShapes(geometry).keys()].toSorted());
});

test('a half that fits is one part, and of blocks that do not each is one', () => {
  const count = (most: number) => {
    const { encoder, decoder } = partsOf(geometry, 'float32', most);
    return [encoder.length, decoder.length];
  };
  expect(count(1e9)).toEqual([1, 1]);
  expect(count(1)).toEqual([5, 3]);
});

test('an encoder alone has no parts of a decoder', () => {
  const { decoder: _, ...alone } = geometry;
  expect(partsOf(alone, 'float32').decoder).toEqual([]);
});

test('in half precision twice as many numbers go into a part', () => {
  const most = 20_000;
  const widths = (precision: 'float32' | 'float16') => partsOf(geometry, precision, most).encoder.length;
  expect(widths('float16')).toBeLessThan(widths('float32'));
});
