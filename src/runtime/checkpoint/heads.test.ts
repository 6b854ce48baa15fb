import { expect, test } from 'vitest';
import { squareGeometry } from '../../test/square';
import { assumedHeads } from './heads';
import type { FullGeometry } from './network';
import { UnreadableModel } from './problem';

const geometry = (encoder: number, decoder?: number, depth = 8): FullGeometry => ({
  ...squareGeometry(224, 16),
  encoder: { width: encoder, depth: 12, heads: 1, mlp: 4 * encoder },
  ...(decoder && { decoder: { width: decoder, depth, heads: 1, mlp: 4 * decoder } }),
  layerNormEps: 1e-6,
});

test.each([
  ['MAE-Base', geometry(768, 512), [12, 16]],
  ['MAE-Huge', geometry(1280, 512), [16, 16]],
  ['the built-in model', geometry(192, 192, 4), [3, 3]],
  ['MAE-Lite, tiny', geometry(192, 96, 1), [12, 3]],
  ['MAE-Lite, small', geometry(384, 192, 1), [12, 6]],
  ['no known model', geometry(640, 320), [10, 5]],
  ['an encoder alone', geometry(1024), [16]],
])('%s: the heads are those of the family that has these widths', (_, of, heads) => {
  expect(assumedHeads(of, 'x').heads).toEqual(heads);
});

test('a width that nobody has and 64 does not divide tells none', () => {
  expect(() => assumedHeads(geometry(100, 512), 'x')).toThrow(UnreadableModel);
});
