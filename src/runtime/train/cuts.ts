/**
 * Random cuts of pictures. The quarter at the lower right of each is held out: training is given the upper half and the left half, each by
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
  /** Whether square ones are turned by quarters and mirrored both ways; all are mirrored left to right. */
  readonly turned: boolean;
  /** Whether colours take each other's places, and brightness and contrast change: few pictures have few colours, which would be learned by heart. */
  readonly recoloured: boolean;
  /** Whether up to half of another cut shines through each: of few pictures there are many mixtures. */
  readonly mixed: boolean;
}

/** A part of a picture and the same in halves of its size, as long as those are as large as the model's pictures. */
type Pyramid = readonly Raster[];

export interface Divided {
  /** Of each picture to learn from, the parts that cuts are of. */
  readonly learned: readonly (readonly Pyramid[])[];
  readonly held: readonly Pyramid[];
}

/** What is held out is not enlarged more than half of its area. */
const HELD = { least: 0.5, stretch: 1 };

function pyramidOf(picture: Raster, { width: across, height: down }: Size): Pyramid {
  const levels = [picture];
  for (;;) {
    const { width, height } = levels[levels.length - 1];
    const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) };
    if (half.width < across || half.height < down) return levels;
    levels.push(cropAndResize(levels[levels.length - 1], { left: 0, top: 0, width, height }, half));
  }
}

/** Of opaque pictures of two pixels or more along each side. */
export function divided(pictures: readonly Raster[], geometry: Geometry): Divided {
  const all = pictures.map((picture) => (geometry.channels === 1 ? inGrey(picture) : picture));
  const parts = all.map((picture) => {
    const { width, height } = picture;
    const [right, lower] = [Math.ceil(width / 2), Math.ceil(height / 2)];
    const part = (box: Box): Pyramid => pyramidOf(cropAndResize(picture, box, box), geometry);
    return {
      upper: part({ left: 0, top: 0, width, height: lower }),
      left: part({ left: 0, top: 0, width: right, height }),
      held: part({ left: right, top: lower, width: width - right, height: height - lower }),
    };
  });
  return {
    learned: parts.map(({ upper, left }) => [upper, left]),
    held: parts.map(({ held }) => held),
  };
}

/** A box in fractions of a part's sides that `draw` [4] means: area, proportion and place. */
function drawn(
  [share, lean, x, y]: readonly number[],
  part: Size,
  like: Size,
  { least, stretch }: Pick<Cuts, 'least' | 'stretch'>,
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

/** One of the eight ways to lay a square, or one of the two to lay a picture that is to stand upright. */
function laid(picture: Raster, [mirror, upset, turn]: readonly number[], isTurned: boolean): Raster {
  const { width, height, data } = picture;
  const across = mirror < 0.5;
  const [down, swapped] = [isTurned && upset < 0.5, isTurned && width === height && turn < 0.5];
  const result = blankRaster(width, height);
  // Four bytes at a time.
  const [from, to] = [new Uint32Array(data.buffer, data.byteOffset), new Uint32Array(result.data.buffer)];
  const first = (down ? (height - 1) * width : 0) + (across ? width - 1 : 0);
  const [beside, below] = [across ? -1 : 1, down ? -width : width];
  const [step, line] = swapped ? [below, beside] : [beside, below];
  for (let row = 0, at = 0; row < height; row++)
    for (let column = 0, place = first + row * line; column < width; column++, place += step)
      to[at++] = from[place];
  return result;
}

/** A cut for training, W × H. */
export function learnedCut(parts: readonly Pyramid[], like: Size, cuts: Cuts, seed: number): Raster {
  const [[part], lay, draw] = torchRand(seed, 1, 3, 4);
  const levels = parts[Math.floor(part * parts.length)];
  return laid(cut(levels, drawn([...draw], levels[0], like, cuts), like), [...lay], cuts.turned);
}

/** A cut of what is held out, W × H, as it stands. */
export function heldCut(held: Pyramid, like: Size, seed: number): Raster {
  const [draw] = torchRand(seed, 4);
  return cut(held, drawn([...draw], held[0], like, HELD), like);
}

/** Of contrast, and of brightness in deviations. */
const STRENGTH = 0.3;

/** Numbers [H · W · C] with the channels of each pixel in another order, and another contrast and brightness for all of them. */
export function recoloured(image: Float32Array, channels: number, seed: number): Float32Array {
  const [noise, [contrast, brightness]] = torchRand(seed, channels, 2);
  const order = [...noise.keys()].sort((a, b) => noise[a] - noise[b]);
  const [scale, shift] = [contrast, brightness].map((value) => STRENGTH * (2 * value - 1));
  const [gain, result] = [1 + scale, new Float32Array(image.length)];
  order.forEach((from, channel) => {
    for (let at = 0; at < image.length; at += channels)
      result[at + channel] = image[at + from] * gain + shift;
  });
  return result;
}

/** Both as one, with as much contrast as each has where they have nothing in common; more of the first (mixup: Zhang et al., arXiv 1710.09412). */
export function mixed(image: Float32Array, other: Float32Array, seed: number): Float32Array {
  const [[share]] = torchRand(seed, 1);
  const contrast = Math.hypot(1 - share / 2, share / 2);
  const [own, through] = [(1 - share / 2) / contrast, share / 2 / contrast];
  const result = new Float32Array(image.length);
  for (let i = 0; i < image.length; i++) result[i] = image[i] * own + other[i] * through;
  return result;
}
