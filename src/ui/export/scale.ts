/** The legend of a figure's maps: a bar of their colours over its numbers, and what is hatched. */
import { blankRaster, type Raster } from '../../mae/raster';
import { say } from '../../words/say';
import { hatched } from '../heat/hatch';
import { levelsOf } from '../heat/heat';
import { spread, tick } from '../heat/legend';
import type { Figure } from './figure';
import { type Block, LINE, type Setter } from './lines';
import type { PlacedPicture, PlacedText } from './placed';

/** All in font sizes. */
const WIDEST = 36;
/** With less there is no room for three numbers beside each other. */
const NARROW = 18;
const BAR = 0.8;
const SWATCH = 1;
const SWATCH_GAP = 0.5;

const BAR_COLOURS = 256;
const SWATCH_PIXELS = 16;

function barOf({ legend, colour }: NonNullable<Figure['scale']>): Raster {
  const raster = blankRaster(BAR_COLOURS, 1);
  spread(BAR_COLOURS, legend).forEach((value, i) => {
    raster.data.set(levelsOf(colour(value)), i * 4);
  });
  return raster;
}

interface Placed {
  readonly pictures: readonly PlacedPicture[];
  readonly texts: readonly PlacedText[];
  readonly height: number;
}

/** From a left upper corner on, `within` the width that there is. */
export function placeScale(
  scale: NonNullable<Figure['scale']>,
  { x, y, within }: Block,
  fontSize: number,
  set: Setter,
): Placed {
  const { legend } = scale;
  const width = Math.min(within, WIDEST * fontSize);
  const isNarrow = width < NARROW * fontSize;
  const pictures: PlacedPicture[] = [{ x, y, width, height: BAR * fontSize, raster: barOf(scale) }];
  const texts: PlacedText[] = [];
  let bottom = y + BAR * fontSize;

  const means = [legend.ends?.[0], undefined, legend.ends?.[1]];
  const [low, middle, high] = spread(3, legend).map((number, i) => {
    const [value, meaning] = [tick(number, legend), means[i]];
    return meaning ? say('save.end', { value, meaning }) : value;
  });
  if (isNarrow) {
    const { texts: lines, height } = set(say('save.ends', { low, middle, high }), {
      x,
      y: bottom,
      within: width,
    });
    texts.push(...lines);
    bottom += height;
  } else {
    const aligns = ['left', 'centre', 'right'] as const;
    const third = width / 3;
    const set3 = [low, middle, high].map((text, i) =>
      set(text, { x: x + i * third, y: bottom, within: third, align: aligns[i] }),
    );
    texts.push(...set3.flatMap((one) => one.texts));
    bottom += Math.max(...set3.map((one) => one.height));
  }

  if (legend.empty) {
    const indent = isNarrow ? 0 : (SWATCH + SWATCH_GAP) * fontSize;
    if (!isNarrow) {
      const side = SWATCH * fontSize;
      const top = bottom + ((LINE - SWATCH) / 2) * fontSize;
      pictures.push({ x, y: top, width: side, height: side, raster: hatched(SWATCH_PIXELS, SWATCH_PIXELS) });
    }
    const text = isNarrow ? say('save.hatched', { meaning: legend.empty }) : legend.empty;
    const block = { x: x + indent, y: bottom, within: width - indent };
    const { texts: lines, height } = set(text, block);
    texts.push(...lines);
    bottom += height;
  }
  return { pictures, texts, height: bottom - y };
}
