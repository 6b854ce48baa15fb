/** Values of patches as coloured squares on a canvas: for the page and for a picture that is saved. */
import type { Raster } from '../../mae/raster';
import { canvasOf } from '../pictures/canvas';
import { hatched } from './hatch';

/** A value as a CSS colour. */
export type Colour = (value: number) => string;

/** Paints each patch [grid²] as a square of `side` pixels; where a value is NaN the canvas stays as it was. */
export function paintHeat(
  context: CanvasRenderingContext2D,
  values: Float32Array,
  grid: number,
  colour: Colour,
  side: number,
): void {
  values.forEach((value, patch) => {
    if (Number.isNaN(value)) return;
    context.fillStyle = colour(value);
    context.fillRect((patch % grid) * side, Math.floor(patch / grid) * side, side, side);
  });
}

/** The whole map as a picture of `size` × `size` pixels, a multiple of `grid`. */
export function heatRaster(values: Float32Array, grid: number, colour: Colour, size: number): Raster {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser gives the page no canvas to draw the map on.');
  context.drawImage(canvasOf(hatched(size)), 0, 0);
  paintHeat(context, values, grid, colour, size / grid);
  return { width: size, height: size, data: context.getImageData(0, 0, size, size).data };
}
