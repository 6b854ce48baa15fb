/** A figure, or pictures alone, on a canvas: white paper and black words, whatever the page looks like. */
import type { Raster } from '../../mae/raster';
import { encodePng } from '../../runtime/browser/png';
import { readBack } from '../../runtime/browser/readBack';
import { Sentence } from '../../runtime/message';
import { said } from '../../words/said';
import { canvasOf } from '../pictures/canvas';
import type { Figure } from './figure';
import { type Layout, layoutOf } from './layout';
import { ASCENT, LINE, type Measure } from './lines';
import type { PlacedText } from './placed';

const FAMILY = '"Inter Variable", sans-serif';
/** The fonts of an SVG's reader, and that of a PDF, set the same line a little wider. */
const SPARE = 1.03;
export const INK = '#1a1a1a';

const font = (size: number, isBold: boolean): string => `${isBold ? 600 : 400} ${size}px ${FAMILY}`;

/** Without it nothing can be drawn, and with some privacy settings there is none. */
function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Sentence(said('photo.noCanvas'));
  return context;
}

function measurer(): Measure {
  const context = contextOf(document.createElement('canvas'));
  const size = 100;
  return (text, isBold) => {
    context.font = font(size, isBold);
    return (context.measureText(text).width / size) * SPARE;
  };
}

/** Loads the page's font, so that words are measured as they will be drawn, and lays the figure out. */
export async function laidOut(figure: Figure): Promise<Layout> {
  await Promise.all([400, 600].map((weight) => document.fonts.load(`${weight} 16px ${FAMILY}`)));
  return layoutOf(figure, measurer());
}

/** The figure with each pixel of its pictures as a square of `scale` pixels. */
export function paintFigure(
  { width, height, fontSize, pictures, texts }: Layout,
  scale: number,
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil(height * scale);
  const context = contextOf(canvas);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingEnabled = false;
  // On whole pixels, or a picture would be resampled.
  for (const { raster, ...box } of pictures) {
    const [x, y, w, h] = [box.x, box.y, box.width, box.height].map((length) => Math.round(length * scale));
    context.drawImage(canvasOf(raster), x, y, w, h);
  }
  context.fillStyle = INK;
  for (const { x, y, text, isBold } of texts) {
    context.font = font(fontSize * scale, isBold);
    context.fillText(text, x * scale, y * scale);
  }
  return canvas;
}

/** A line of a figure alone, at `scale` pixels for each of the figure's; and the place that it takes there. */
export function paintLine(line: PlacedText, fontSize: number, scale: number) {
  const { text, isBold, x, y } = line;
  const width = measurer()(text, isBold) * fontSize;
  const above = ASCENT * fontSize;
  const alone = { ...line, x: 0, y: above };
  const layout = { width, height: LINE * fontSize, fontSize, pictures: [], texts: [alone] };
  const canvas = paintFigure(layout, scale);
  // Whole pixels, so a little more than was asked for.
  const box = { x, y: y - above, width: canvas.width / scale, height: canvas.height / scale };
  return { canvas, box };
}

/** The pictures side by side without a gap or a word, each of their pixels a square of `scale` pixels. */
export function paintPictures(rasters: readonly Raster[], scale: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = rasters.reduce((sum, raster) => sum + raster.width, 0) * scale;
  canvas.height = Math.max(...rasters.map((raster) => raster.height)) * scale;
  const context = contextOf(canvas);
  context.imageSmoothingEnabled = false;
  let left = 0;
  for (const raster of rasters) {
    context.drawImage(canvasOf(raster), left, 0, raster.width * scale, raster.height * scale);
    left += raster.width * scale;
  }
  return canvas;
}

/** The canvas, which is opaque, as a file. Rejects with half a sentence. */
export async function toPng(canvas: HTMLCanvasElement): Promise<Blob> {
  const { width, height } = canvas;
  const { data } = await readBack(canvas);
  return encodePng([{ width, height, data }]);
}
