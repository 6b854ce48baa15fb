/** A picture as bytes: red, green, blue, alpha for each pixel, row by row. The shape of the browser's `ImageData`. */

export interface Raster {
  readonly width: number;
  readonly height: number;
  /** [height · width · 4], 0 … 255 */
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** An opaque black picture. */
export function blankRaster(width: number, height: number): Raster {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let alpha = 3; alpha < data.length; alpha += 4) data[alpha] = 255;
  return { width, height, data };
}
