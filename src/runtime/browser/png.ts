/** Pictures as a PNG file, by the browser's own encoder. */
import type { Raster } from '../../mae/raster';

/** The pictures side by side, left to right, without a gap; all of the first one's height. */
export async function encodePng(rasters: readonly Raster[]): Promise<Blob> {
  const width = rasters.reduce((sum, raster) => sum + raster.width, 0);
  const canvas = new OffscreenCanvas(width, rasters[0].height);
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  let left = 0;
  for (const raster of rasters) {
    context.putImageData(new ImageData(raster.data, raster.width, raster.height), left, 0);
    left += raster.width;
  }
  return canvas.convertToBlob({ type: 'image/png' });
}
