/** Rasters on canvases: enlarged by whole numbers only, so that a pixel of the model stays a square of one colour. */
import type { Raster } from '../../mae/raster';

/** To draw in memory: what lies on a GPU is gone when the GPU's process ends, and nothing would draw it again. */
export const contextInMemory = (canvas: HTMLCanvasElement): CanvasRenderingContext2D | null =>
  canvas.getContext('2d', { willReadFrequently: true });

/** Makes a canvas show just this picture, at its own size. */
function fill(canvas: HTMLCanvasElement, { data, width, height }: Raster): void {
  // To set a size, even the same, makes a canvas anew.
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  contextInMemory(canvas)?.putImageData(new ImageData(data, width, height), 0, 0);
}

/** A canvas of the picture's own size. */
export function canvasOf(raster: Raster): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  fill(canvas, raster);
  return canvas;
}

/** Pictures lie here on their way to a canvas on which they are larger. */
const between = document.createElement('canvas');

/** Draws `raster`, which is opaque, enlarged by the whole number `scale`, without smoothing. */
export function drawEnlarged(canvas: HTMLCanvasElement, raster: Raster, scale: number): void {
  const [width, height] = [raster.width * scale, raster.height * scale];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = contextInMemory(canvas);
  if (!context) return;
  fill(between, raster);
  context.imageSmoothingEnabled = false;
  context.drawImage(between, 0, 0, width, height);
}
