/** How an image is cut into square patches. Knows no pixels and no weights. */

/** Of patches. */
export interface Grid {
  readonly rows: number;
  readonly columns: number;
}

export interface Geometry {
  /** Of the image, in pixels: multiples of `patchSize`. */
  readonly height: number;
  readonly width: number;
  /** Side of a patch, in pixels. */
  readonly patchSize: number;
  /** Numbers of one pixel: three of colour, one of grey, or as many as an instrument has. */
  readonly channels: number;
}

export const gridOf = ({ height, width, patchSize }: Omit<Geometry, 'channels'>): Grid => ({
  rows: height / patchSize,
  columns: width / patchSize,
});

export const isSameGrid = (a: Grid, b: Grid): boolean => a.rows === b.rows && a.columns === b.columns;

/** L, the number of patches in the image. */
export const patchCount = ({ height, width, patchSize }: Omit<Geometry, 'channels'>): number =>
  (height / patchSize) * (width / patchSize);

/** The patch that holds the pixel at column `x` and row `y`. */
export const patchAt = (
  x: number,
  y: number,
  { width, patchSize }: Pick<Geometry, 'width' | 'patchSize'>,
): number => Math.floor(y / patchSize) * (width / patchSize) + Math.floor(x / patchSize);

/** P·P·C, the numbers in one patch. */
export const patchDim = ({ patchSize, channels }: Geometry): number => patchSize * patchSize * channels;

/** Row and column of a patch, from 0. */
export const placeIn = ({ columns }: Grid, patch: number): readonly [row: number, column: number] => [
  Math.floor(patch / columns),
  patch % columns,
];
