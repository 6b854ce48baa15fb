/** Grey with slanted lines: what stands where there is no value, on the page and in a picture that is saved. */
import { blankRaster, type Raster } from '../../mae/raster';

type Colour = readonly [number, number, number];

const GROUND: Colour = [237, 234, 228];
const LINE: Colour = [190, 187, 181];
/** Of a dark page. A picture is for white paper, whatever the page looks like. */
const DARK_GROUND: Colour = [34, 36, 40];
const DARK_LINE: Colour = [79, 79, 80];

const SPACING = 8;

/** For elements of the class `hatched`. */
export const hatchColours = {
  '--hatch-ground': `light-dark(rgb(${GROUND}), rgb(${DARK_GROUND}))`,
  '--hatch-line': `light-dark(rgb(${LINE}), rgb(${DARK_LINE}))`,
} as React.CSSProperties;

/** A picture of nothing else. */
export function hatched(width: number, height: number): Raster {
  const raster = blankRaster(width, height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const isGround = ((pixel % width) + Math.floor(pixel / width)) % SPACING;
    raster.data.set(isGround ? GROUND : LINE, pixel * 4);
  }
  return raster;
}
