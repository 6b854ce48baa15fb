/** Geometries and grids that are as wide as they are high, of colour pictures. */
import type { Geometry, Grid } from '../mae/geometry';

export const squareGrid = (side: number): Grid => ({ rows: side, columns: side });

export const squareGeometry = (side: number, patchSize: number): Geometry => ({
  height: side,
  width: side,
  patchSize,
  channels: 3,
});
