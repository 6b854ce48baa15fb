/** The map as a picture, to be saved: every small picture in a frame of its class's colour. */
import { blankRaster, type Raster } from '../../../mae/raster';
import { cropAndResize } from '../../../mae/resample';
import type { Lesson } from '../store/answer';
import { colourOf, spread } from './classes';

const [WIDTH, HEIGHT] = [1200, 900];
const SIDE = 84;
const FRAME = 6;

const channels = (hex: string): readonly number[] =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/** A picture in its frame, SIDE × SIDE. Every other part of the frame is left white where it is mistaken. */
function framed(picture: Raster, colour: string, isMistaken: boolean): Raster {
  const inner = SIDE - 2 * FRAME;
  const { width, height } = picture;
  const small = cropAndResize(picture, { left: 0, top: 0, width, height }, { width: inner, height: inner });
  const raster = blankRaster(SIDE, SIDE);
  const ink = channels(colour);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const [row, column] = [y - FRAME, x - FRAME];
      const isInside = row >= 0 && column >= 0 && row < inner && column < inner;
      const isGap = isMistaken && Math.floor((x + y) / FRAME) % 2 === 1;
      const at = (y * SIDE + x) * 4;
      if (isInside)
        raster.data.set(small.data.subarray((row * inner + column) * 4, (row * inner + column) * 4 + 3), at);
      else raster.data.set(isGap ? [255, 255, 255] : ink, at);
    }
  }
  return raster;
}

/** White, 1200 × 900. */
export function mapRaster({ map, items, labels, judged }: Lesson): Raster {
  const field = blankRaster(WIDTH, HEIGHT);
  field.data.fill(255);
  const [x, y] = map.map(spread);
  items.forEach(({ raster }, i) => {
    const picture = framed(raster, colourOf(labels[i]), judged.encoder.linear[i] !== labels[i]);
    const left = Math.round(x[i] * (WIDTH - SIDE));
    const top = Math.round((1 - y[i]) * (HEIGHT - SIDE));
    for (let row = 0; row < SIDE; row++)
      field.data.set(
        picture.data.subarray(row * SIDE * 4, (row + 1) * SIDE * 4),
        ((top + row) * WIDTH + left) * 4,
      );
  });
  return field;
}
