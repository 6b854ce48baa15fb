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
  'box $box at $width × $height gives the bytes of Pillow’s bicubic',
  ({ box, width, height, rgb }) => {
    const [left, top, right, bottom] = box;
    const cut = { left, top, width: right - left, height: bottom - top };
    const actual = cropAndResize(image, cut, { width, height });
    const expected = decode({ width, height, rgb });
    const worst = Math.max(...expected.data.map((value, i) => Math.abs(value - actual.data[i])));
    expect(worst).toBe(0);
  },
);

test('what has the right size comes back with exactly its own bytes', () => {
  const size = { width: 40, height: 30 };
  const cut = cropAndResize(image, { left: 0, top: 0, ...size }, size);
  for (let row = 0; row < 30; row++) {
    expect(cut.data.subarray(row * 160, (row + 1) * 160)).toEqual(
      image.data.subarray(row * image.width * 4, row * image.width * 4 + 160),
    );
  }
});

test('a flat colour stays flat', () => {
  const flat: Raster = { width: 90, height: 70, data: new Uint8ClampedArray(90 * 70 * 4).fill(201) };
  const { data } = cropAndResize(flat, { left: 3, top: 5, width: 61, height: 50 }, { width: 16, height: 9 });
  expect(data.every((value, i) => value === (i % 4 === 3 ? 255 : 201))).toBe(true);
});
