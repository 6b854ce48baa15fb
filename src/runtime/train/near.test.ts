import { expect, test } from 'vitest';
import { geometryOf } from '../../test/train';
import { gridByLikeness } from '../checkpoint/positions';
import { nearParameters } from './near';
import { firstParameters, isPositions } from './parameters';

const geometry = geometryOf('colour');
const { width, heads } = geometry.encoder;
const size = width / heads;
const near = nearParameters(geometry, 3);
const tensor = (name: string) => near.get(`vit.encoder.layer.0.attention.${name}.weight`) as Float32Array;

/** aᵀ b of rows [rows · n] each. */
function product(a: Float32Array, b: Float32Array, rows: number, n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let row = 0; row < rows; row++)
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) out[i * n + j] += a[row * n + i] * b[row * n + j];
  return out;
}

/** The mean of the diagonal, and the deviation of the rest. */
function shape(matrix: Float64Array, n: number): { diagonal: number; rest: number } {
  let [diagonal, squares] = [0, 0];
  matrix.forEach((value, i) => {
    if (i % (n + 1) === 0) diagonal += value / n;
    else squares += value * value;
  });
  return { diagonal, rest: Math.sqrt(squares / (n * n - n)) };
}

test('every head looks at what is alike, in as many directions as it has room for', () => {
  for (let head = 0; head < heads; head++) {
    const rows = [head * size * width, (head + 1) * size * width] as const;
    const found = shape(
      product(tensor('attention.query').slice(...rows), tensor('attention.key').slice(...rows), size, width),
      width,
    );
    expect(found.diagonal).toBeGreaterThan(0.5);
    expect(found.diagonal).toBeGreaterThan(2 * found.rest);
  }
});

test('what the encoder finds alike it takes away, and what the decoder finds it adds', () => {
  const ofStack = (name: string, n: number) => {
    const values = near.get(`${name}.attention.attention.value.weight`) as Float32Array;
    const outputs = near.get(`${name}.attention.output.dense.weight`) as Float32Array;
    const turned = outputs.map((_, i) => outputs[(i % n) * n + Math.floor(i / n)]);
    return shape(product(turned, values, n, n), n).diagonal;
  };
  expect(ofStack('vit.encoder.layer.0', 32)).toBeCloseTo(-0.8, 0);
  expect(ofStack('decoder.decoder_layers.0', 16)).toBeCloseTo(0.8, 0);
});

test('positions tell from how far a patch is: nearest is likest, and none is another’s', () => {
  for (const grid of [
    { rows: 8, columns: 8 },
    { rows: 4, columns: 12 },
  ]) {
    const shape = { ...geometry, height: 8 * grid.rows, width: 8 * grid.columns };
    for (const [name, all] of nearParameters(shape, 3)) {
      if (!isPositions(name)) continue;
      const side = all.length / (grid.rows * grid.columns + 1);
      expect(all.subarray(0, side).every((value) => value === 0)).toBe(true);
      const positions = all.slice(side);
      if (name.startsWith('vit')) expect(gridByLikeness(positions, side)).toEqual(grid);
      const at = (row: number, column: number) =>
        positions.subarray((row * grid.columns + column) * side, (row * grid.columns + column + 1) * side);
      const likeness = (a: Float32Array, b: Float32Array) =>
        a.reduce((sum, value, i) => sum + value * b[i], 0) / a.reduce((sum, value) => sum + value ** 2, 0);
      for (let column = 1; column < grid.columns; column++) {
        expect(likeness(at(1, 0), at(1, column)), `${name}, ${column} away`).toBeLessThan(0.95);
        if (column <= 3)
          expect(likeness(at(1, 0), at(1, column))).toBeLessThan(likeness(at(1, 0), at(1, column - 1)));
      }
    }
  }
});

test('a seed means the same weights, and all but attention and positions are as they are otherwise', () => {
  expect(nearParameters(geometry, 3)).toEqual(near);
  const first = firstParameters(geometry, 3);
  const changed = [...first].filter(
    ([name, values]) => near.get(name) !== values && String(near.get(name)) !== String(values),
  );
  expect(changed.every(([name]) => isPositions(name) || /attention\..*weight$/.test(name))).toBe(true);
  expect(changed).toHaveLength(3 * 4 + 2);
});
