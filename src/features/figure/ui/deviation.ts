/** How far reconstructions differ from each other at each pixel, as colours. */
import { interpolateMagma } from 'd3-scale-chromatic';
import { clamp } from '../../../mae/clamp';
import type { Size } from '../../../mae/crop';
import type { Raster } from '../../../mae/raster';
import { hatched } from '../../../ui/heat/hatch';
import { levelsOf } from '../../../ui/heat/heat';
import type { Legend } from '../../../ui/heat/legend';
import { say } from '../../../words/say';

/** In levels of 0 … 255; what lies above has the colour of the end. */
const HIGH = 48;

export const deviationLegend = (): Legend => ({
  low: 0,
  high: HIGH,
  unit: '',
  ends: [say('figure.same'), say('figure.farFromMean')],
  empty: say('figure.noDeviation'),
});

const STEPS = 256;

/** The part of the scale that a dark page does not swallow and a light one does not wash out. */
export const deviationColour = (value: number): string =>
  interpolateMagma(0.05 + 0.93 * clamp(value / HIGH, 0, 1));

/** Red, green and blue of each step from the low to the high end. */
const palette: readonly number[][] = Array.from({ length: STEPS }, (_, step) =>
  levelsOf(deviationColour((HIGH * step) / (STEPS - 1))),
);

/** Deviations [H · W] as a picture; where there is none, hatched. */
export function deviationRaster(values: Float32Array, { width, height }: Size): Raster {
  const raster = hatched(width, height);
  values.forEach((value, pixel) => {
    if (Number.isNaN(value)) return;
    const step = Math.min(Math.round((value / HIGH) * (STEPS - 1)), STEPS - 1);
    raster.data.set(palette[step], pixel * 4);
  });
  return raster;
}
