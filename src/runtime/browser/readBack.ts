/**
 * Reads a canvas back. Protections against fingerprinting answer with stripes, white or noise, and say nothing: so before anything
 * is read, a picture that is known is drawn and read in the same way, and only a way that gives it back is used.
 */
import { said } from '../../words/said';
import { Sentence } from '../message';

/** RGBA bytes of an opaque canvas. */
type Read = (canvas: HTMLCanvasElement, context: CanvasRenderingContext2D) => Promise<Bytes>;
type Bytes = Uint8ClampedArray<ArrayBuffer>;

export interface ReadBack {
  /** [height · width · 4], 0 … 255 */
  readonly data: Bytes;
  /** By how many levels of 255 this browser may have changed each number: 0, or a few. */
  readonly noise: number;
}

const byCanvas: Read = async ({ width, height }, context) =>
  context.getImageData(0, 0, width, height).data as Bytes;

/** As a frame of a film. Where the protection stands before the canvas only, frames are still what they are. */
const byFrame: Read = async (canvas) => {
  const frame = new VideoFrame(canvas, { timestamp: 0 });
  try {
    const layout = { format: 'RGBA', colorSpace: 'srgb' } as const;
    const data = new Uint8ClampedArray(frame.allocationSize(layout));
    await frame.copyTo(data, layout);
    return data;
  } finally {
    frame.close();
  }
};

/** More than this is no picture any more. */
const FAINT = 4;
const PATTERN_SIDE = 64;

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Sentence(said('photo.noCanvas'));
  return context;
}

/** An opaque picture without two pixels alike, so that neither a shift nor a blur goes unseen. */
function pattern(): ImageData {
  const data = new Uint8ClampedArray(PATTERN_SIDE ** 2 * 4);
  for (let i = 0; i < data.length; i++) data[i] = i % 4 === 3 ? 255 : Math.imul(i + 1, 0x9e3779b1) >>> 24;
  return new ImageData(data, PATTERN_SIDE);
}

/** The largest difference between what is drawn and what is read; infinite where nothing can be read. */
async function noiseOf(read: Read): Promise<number> {
  try {
    const known = pattern();
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = PATTERN_SIDE;
    const context = contextOf(canvas);
    const bitmap = await createImageBitmap(known);
    context.drawImage(bitmap, 0, 0);
    bitmap.close();
    const found = await read(canvas, context);
    if (found.length !== known.data.length) return Number.POSITIVE_INFINITY;
    return known.data.reduce((worst, value, i) => Math.max(worst, Math.abs(value - found[i])), 0);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

interface Way {
  readonly read: Read;
  readonly noise: number;
}

async function findWay(): Promise<Way> {
  let best: Way = { read: byCanvas, noise: Number.POSITIVE_INFINITY };
  for (const read of [byCanvas, byFrame]) {
    const noise = await noiseOf(read);
    if (noise < best.noise) best = { read, noise };
    if (noise === 0) break;
  }
  if (best.noise > FAINT) throw new Sentence(said('photo.notAllowed'));
  return best;
}

/** Once a way gives back what was drawn, it is kept; until then the person may allow more at any time. */
let exact: Way | undefined;

/**
 * What was drawn on an opaque canvas. Rejects with a `Sentence`, half of one, where the browser gives something else, or where the canvas is
 * larger than it allows.
 */
export async function readBack(canvas: HTMLCanvasElement): Promise<ReadBack> {
  const way = exact ?? (await findWay());
  if (way.noise === 0) exact = way;
  const tooLarge = new Sentence(said('photo.tooLarge'));
  const data = await way.read(canvas, contextOf(canvas)).catch(() => {
    throw tooLarge;
  });
  // Of a canvas that could not be had nothing was drawn, not even the ground.
  if (data[3] !== 255) throw tooLarge;
  return { data, noise: way.noise };
}
