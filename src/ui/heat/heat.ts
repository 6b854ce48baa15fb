/** Values of patches as coloured squares: on a canvas of the page, and in a picture that is saved. */
import type { Raster } from '../../mae/raster';
import { hatched } from './hatch';

/** A value as a CSS colour: `#rrggbb` or `rgb(r, g, b)`. */
export type Colour = (value: number) => string;

/** Red, green and blue of such a colour, 0 … 255. */
export function levelsOf(colour: string): number[] {
  const hexadecimal = /^#(..)(..)(..)$/.exec(colour);
  if (hexadecimal) return hexadecimal.slice(1).map((two) => Number.parseInt(two, 16));
  return (colour.match(/\d+/g) ?? []).slice(0, 3).map(Number);
}

/** Paints each patch [grid²] as a square of one pixel; where a value is NaN the canvas stays as it was. */
export function paintHeat(
  context: CanvasRenderingContext2D,
  values: Float32Array,
  grid: number,
  colour: Colour,
): void {
  values.forEach((value, patch) => {
    if (Number.isNaN(value)) return;
    context.fillStyle = colour(value);
    context.fillRect(patch % grid, Math.floor(patch / grid), 1, 1);
  });
}

/** The whole map as a picture of `size` × `size` pixels, a multiple of `grid`; hatched where a value is NaN. */
export function heatRaster(values: Float32Array, grid: number, colour: Colour, size: number): Raster {
  const raster = hatched(size);
  const side = size / grid;
  values.forEach((value, patch) => {
    if (Number.isNaN(value)) return;
    const levels = levelsOf(colour(value));
    const first = Math.floor(patch / grid) * side * size + (patch % grid) * side;
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++) raster.data.set(levels, (first + y * size + x) * 4);
  });
  return raster;
}
