/** Values of patches as coloured squares on a canvas: for the page and for a picture that is saved. */
import type { Raster } from '../../mae/raster';

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

/** Grey with slanted lines, as patches without a value have on the page. */
function paintHatch(context: CanvasRenderingContext2D, size: number, spacing: number): void {
  context.fillStyle = '#edeae4';
  context.fillRect(0, 0, size, size);
  context.strokeStyle = '#b9b4aa';
  for (let x = spacing / 2; x < 2 * size; x += spacing) {
    context.beginPath();
    context.moveTo(x, 0);
    context.lineTo(x - size, size);
    context.stroke();
  }
}

/** The whole map as a picture of `size` × `size` pixels, a multiple of `grid`. */
export function heatRaster(values: Float32Array, grid: number, colour: Colour, size: number): Raster {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser gives the page no canvas to draw the map on.');
  paintHatch(context, size, size / grid / 2);
  paintHeat(context, values, grid, colour, size / grid);
  return { width: size, height: size, data: context.getImageData(0, 0, size, size).data };
}
