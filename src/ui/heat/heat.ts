/** Values of patches as coloured squares: on a canvas of the page, and in a picture that is saved. */
import { type Geometry, type Grid, gridOf, placeIn } from '../../mae/geometry';
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

/** Paints each patch [L] as a square of one pixel; where a value is NaN the canvas stays as it was. */
export function paintHeat(
  context: CanvasRenderingContext2D,
  values: Float32Array,
  grid: Grid,
  colour: Colour,
): void {
  values.forEach((value, patch) => {
    if (Number.isNaN(value)) return;
    context.fillStyle = colour(value);
    const [row, column] = placeIn(grid, patch);
    context.fillRect(column, row, 1, 1);
  });
}

/** The whole map as a picture of a model's size; hatched where a value is NaN. */
export function heatRaster(values: Float32Array, geometry: Geometry, colour: Colour): Raster {
  const { width, height, patchSize: side } = geometry;
  const raster = hatched(width, height);
  const grid = gridOf(geometry);
  values.forEach((value, patch) => {
    if (Number.isNaN(value)) return;
    const levels = levelsOf(colour(value));
    const [top, left] = placeIn(grid, patch).map((place) => place * side);
    for (let y = top; y < top + side; y++)
      for (let x = left; x < left + side; x++) raster.data.set(levels, (y * width + x) * 4);
  });
  return raster;
}
