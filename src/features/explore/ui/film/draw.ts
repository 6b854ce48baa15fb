/** Draws a moment: patches and tokens as they are, and the encoder's frame. */
import { type Grid, placeIn } from '../../../../mae/geometry';
import { LATENT, MASK_TOKEN } from '../stepPictures';
import { ENCODER, type Sprite } from './moments';

export interface Sources {
  readonly photograph: CanvasImageSource;
  readonly prediction?: CanvasImageSource;
  readonly grid: Grid;
  /** Side of a patch in both. */
  readonly patchSize: number;
}

const [latentColour, maskTokenColour] = [LATENT, MASK_TOKEN].map((levels) => `rgb(${levels.join(' ')})`);
/** Of a token's place, what its margins leave. */
const FILL = 0.82;

export function draw(
  context: CanvasRenderingContext2D,
  sprites: readonly Sprite[],
  { photograph, prediction, grid, patchSize }: Sources,
  marked: number | undefined,
): void {
  const { width, height } = context.canvas;
  context.clearRect(0, 0, width, height);
  context.imageSmoothingEnabled = false;
  context.strokeStyle = maskTokenColour;
  context.lineWidth = width / 500;
  context.globalAlpha = 1;
  context.strokeRect(ENCODER.x * width, ENCODER.y * width, ENCODER.width * width, ENCODER.height * width);
  for (const { patch, guise, x, y, size, alpha } of sprites) {
    context.globalAlpha = alpha;
    const [left, top, side] = [x * width, y * width, size * width];
    const picture = guise === 'photograph' ? photograph : guise === 'prediction' ? prediction : undefined;
    if (picture) {
      const [row, column] = placeIn(grid, patch);
      const from = [column * patchSize, row * patchSize, patchSize, patchSize] as const;
      context.drawImage(picture, ...from, left, top, side, side);
    } else if (guise === 'latent' || guise === 'maskToken') {
      context.fillStyle = guise === 'latent' ? latentColour : maskTokenColour;
      const margin = (side * (1 - FILL)) / 2;
      context.fillRect(left + margin, top + margin, side * FILL, side * FILL);
    }
    if (patch === marked) {
      context.globalAlpha = 1;
      context.strokeStyle = latentColour;
      context.lineWidth = width / 250;
      context.strokeRect(left, top, side, side);
    }
  }
}
