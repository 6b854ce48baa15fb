import { expect, test } from 'vitest';
import fixture from './fixtures/resample.json';
import { blankRaster, type Raster } from './raster';
import { cropAndResize } from './resample';

function decode({ width, height, rgb }: { width: number; height: number; rgb: string }): Raster {
  const raster = blankRaster(width, height);
  Buffer.from(rgb, 'base64').forEach((value, i) => {
    raster.data[Math.floor(i / 3) * 4 + (i % 3)] = value;
  });
  return raster;
}

const image = decode(fixture.image);

test.each(fixture.cases)(
  'box $box at size $size gives the bytes of Pillow’s bicubic',
  ({ box, size, rgb }) => {
    const [left, top, right] = box;
    const actual = cropAndResize(image, { left, top, size: right - left }, size);
    const expected = decode({ width: size, height: size, rgb });
    const worst = Math.max(...expected.data.map((value, i) => Math.abs(value - actual.data[i])));
    expect(worst).toBe(0);
  },
);

test('a square of the right size comes back with exactly its own bytes', () => {
  const cut = cropAndResize(image, { left: 0, top: 0, size: 40 }, 40);
  for (let row = 0; row < 40; row++) {
    expect(cut.data.subarray(row * 160, (row + 1) * 160)).toEqual(
      image.data.subarray(row * image.width * 4, row * image.width * 4 + 160),
    );
  }
});

test('a flat colour stays flat', () => {
  const flat: Raster = { width: 90, height: 70, data: new Uint8ClampedArray(90 * 70 * 4).fill(201) };
  const { data } = cropAndResize(flat, { left: 3, top: 5, size: 61 }, 16);
  expect(data.every((value, i) => value === (i % 4 === 3 ? 255 : 201))).toBe(true);
});
