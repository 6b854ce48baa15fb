/** What the page and its interpolation worker say to each other. */
import type { Interpolated, InterpolatedShape } from '../../mae/harmonic';
import type { Raster } from '../../mae/raster';

export interface ToInterpolation {
  /** W × H */
  readonly square: Raster;
  /** [L] 0 visible, 1 hidden. */
  readonly mask: Uint8Array;
  readonly model: InterpolatedShape;
}

export type FromInterpolation = Interpolated;
