/**
 * Random cuts of a picture. The quarter at its lower right is held out: training is given the upper half and the left half, each by
 * itself, before anything is made smaller. So no pixel of the quarter has a part in any cut for training, and a single photograph is
 * enough to see whether what was learned holds for pixels that were never shown.
 */
import type { Box, Size } from '../../mae/crop';
import type { Geometry } from '../../mae/geometry';
import { inGrey } from '../../mae/pixels';
import { torchRand } from '../../mae/random';
import { blankRaster, type Raster } from '../../mae/raster';
import { cropAndResize } from '../../mae/resample';

/** How pictures are cut. */
export interface Cuts {
  /** Of the largest cut, the share of its area that a cut has at least, 0 … 1. */
  readonly least: number;
  /** Sides are in a proportion of up to so many times that of the model's pictures. */
  readonly stretch: number;
}

/** A part of a picture and the same in halves of its size, as long as those are as large as the model's pictures. */
type Pyramid = readonly Raster[];

export interface Parts {
  /** The upper half and the left half. */
  readonly learned: readonly [Pyramid, Pyramid];
  /** The quarter at the lower right. */
  readonly held: Pyramid;
}

/** What is held out is not enlarged more than half of its area. */
const HELD: Cuts = { least: 0.5, stretch: 1 };

function pyramidOf(picture: Raster, { width: across, height: down }: Size): Pyramid {
  const levels = [picture];
  for (;;) {
    const { width, height } = levels[levels.length - 1];
    const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) };
    if (half.width < across || half.height < down) return levels;
    levels.push(cropAndResize(levels[levels.length - 1], { left: 0, top: 0, width, height }, half));
  }
}

/** Of an opaque picture of two pixels or more along each side. */
export function partsOf(picture: Raster, geometry: Geometry): Parts {
  const whole = geometry.channels === 1 ? inGrey(picture) : picture;
  const { width, height } = whole;
  const [right, lower] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  const part = (box: Box): Pyramid => pyramidOf(cropAndResize(whole, box, box), geometry);
  return {
    learned: [
      part({ left: 0, top: 0, width, height: lower }),
      part({ left: 0, top: 0, width: right, height }),
    ],
    held: part({ left: right, top: lower, width: width - right, height: height - lower }),
  };
}

/** A box in fractions of a part's sides that `draw` [4] means: area, proportion and place. */
function drawn(
  [share, lean, x, y]: readonly number[],
  part: Size,
  like: Size,
  { least, stretch }: Cuts,
): Box {
  const aspect = like.width / like.height;
  const area = Math.min(part.width, part.height * aspect) ** 2 / aspect;
  const size = Math.sqrt(area * (least + (1 - least) * share));
  const proportion = aspect * Math.exp((lean - 0.5) * Math.log(stretch));
  const width = Math.min(part.width, size * Math.sqrt(proportion)) / part.width;
  const height = Math.min(part.height, size / Math.sqrt(proportion)) / part.height;
  return { left: x * (1 - width), top: y * (1 - height), width, height };
}

/** The pixels of a box, W × H: of the smallest level that has as many, so that little is computed. */
function cut(levels: Pyramid, { left, top, width, height }: Box, like: Size): Raster {
  const enough = levels.filter(
    (level) => width * level.width >= like.width && height * level.height >= like.height,
  );
  const level = enough[enough.length - 1] ?? levels[0];
  const place = (at: number, side: number, along: number) => {
    const length = Math.max(1, Math.round(side * along));
    return [Math.min(Math.round(at * along), along - length), length] as const;
  };
  const [x, across] = place(left, width, level.width);
  const [y, down] = place(top, height, level.height);
  return cropAndResize(level, { left: x, top: y, width: across, height: down }, like);
}

function flipped({ width, height, data }: Raster): Raster {
  const turned = blankRaster(width, height);
  const [from, to] = [new Uint32Array(data.buffer, data.byteOffset), new Uint32Array(turned.data.buffer)];
  for (let at = 0; at < to.length; at++) {
    const column = at % width;
    to[at] = from[at - column + width - 1 - column];
  }
  return turned;
}

/** A cut for training, W × H, flipped half of the time. */
export function learnedCut({ learned }: Parts, like: Size, cuts: Cuts, seed: number): Raster {
  const [[half, flip, ...draw]] = torchRand(seed, 6);
  const levels = learned[half < 0.5 ? 0 : 1];
  const square = cut(levels, drawn(draw, levels[0], like, cuts), like);
  return flip < 0.5 ? flipped(square) : square;
}

/** A cut of what is held out, W × H, as it stands. */
export function heldCut({ held }: Parts, like: Size, seed: number): Raster {
  const [draw] = torchRand(seed, 4);
  return cut(held, drawn([...draw], held[0], like, HELD), like);
}
