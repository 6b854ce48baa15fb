/** Rasters on canvases: enlarged by whole numbers only, so that a pixel of the model stays a square of one colour. */
import type { Raster } from '../../mae/raster';

/** A canvas of the picture's own size. */
export function canvasOf(raster: Raster): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = raster.width;
  canvas.height = raster.height;
  canvas.getContext('2d')?.putImageData(new ImageData(raster.data, raster.width, raster.height), 0, 0);
  return canvas;
}

/** Draws `raster` enlarged by the whole number `scale`, without smoothing. */
export function drawEnlarged(canvas: HTMLCanvasElement, raster: Raster, scale: number): void {
  canvas.width = raster.width * scale;
  canvas.height = raster.height * scale;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.imageSmoothingEnabled = false;
  context.drawImage(canvasOf(raster), 0, 0, canvas.width, canvas.height);
}
