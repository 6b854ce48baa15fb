/** Images cut into patches and put together again; a patch is P·P·C numbers in the order row, column, channel. */
import { type Geometry, gridOf, patchCount, patchDim } from './geometry';

/** Visits each row of each patch: where it lies among the patches and where in the image. */
function eachPatchRow(geometry: Geometry, visit: (inPatches: number, inImage: number) => void): void {
  const { width, patchSize, channels } = geometry;
  const { rows, columns } = gridOf(geometry);
  const run = patchSize * channels;
  let inPatches = 0;
  for (let patchRow = 0; patchRow < rows; patchRow++) {
    for (let patchColumn = 0; patchColumn < columns; patchColumn++) {
      for (let row = 0; row < patchSize; row++) {
        visit(inPatches, ((patchRow * patchSize + row) * width + patchColumn * patchSize) * channels);
        inPatches += run;
      }
    }
  }
}

function demand(array: Float32Array, length: number, what: string): void {
  if (array.length !== length)
    throw new RangeError(`${what} should hold ${length} numbers, not ${array.length}`);
}

/** image [H · W · C] → patches [L · P·P·C], patches in reading order. Throws RangeError on another length. */
export function patchify(image: Float32Array, geometry: Geometry): Float32Array {
  const { height, width, patchSize, channels } = geometry;
  demand(image, height * width * channels, 'the image');
  const patches = new Float32Array(image.length);
  const run = patchSize * channels;
  eachPatchRow(geometry, (inPatches, inImage) => {
    patches.set(image.subarray(inImage, inImage + run), inPatches);
  });
  return patches;
}

/** patches [L · P·P·C] → image [H · W · C]; undoes `patchify`. Throws RangeError on another length. */
export function unpatchify(patches: Float32Array, geometry: Geometry): Float32Array {
  demand(patches, patchCount(geometry) * patchDim(geometry), 'the patches');
  const image = new Float32Array(patches.length);
  const run = geometry.patchSize * geometry.channels;
  eachPatchRow(geometry, (inPatches, inImage) => {
    image.set(patches.subarray(inPatches, inPatches + run), inImage);
  });
  return image;
}

/** The patches named by `ids`, in their order: patches [L · dim], ids [K] → [K · dim]. */
export function gatherPatches(patches: Float32Array, ids: Int32Array, dim: number): Float32Array {
  const gathered = new Float32Array(ids.length * dim);
  ids.forEach((id, place) => {
    gathered.set(patches.subarray(id * dim, (id + 1) * dim), place * dim);
  });
  return gathered;
}
