/** How a square image is cut into square patches. Knows no pixels and no weights. */

export interface Geometry {
  /** Side of the square image, in pixels. */
  readonly imageSize: number;
  /** Side of a square patch, in pixels; divides `imageSize`. */
  readonly patchSize: number;
}

/** Patches along one side of the image. */
export const gridSize = ({ imageSize, patchSize }: Geometry): number => imageSize / patchSize;

/** L, the number of patches in the image. */
export const patchCount = (geometry: Geometry): number => gridSize(geometry) ** 2;

/** The patch that holds the pixel at column `x` and row `y`. */
export const patchAt = (x: number, y: number, { imageSize, patchSize }: Geometry): number =>
  Math.floor(y / patchSize) * (imageSize / patchSize) + Math.floor(x / patchSize);

/** P·P·3, the numbers in one patch. */
export const patchDim = ({ patchSize }: Geometry): number => patchSize * patchSize * 3;
