/** Arrays for NumPy: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html, version 1.0. */

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0];
/** The numbers begin at a multiple of it. */
const ALIGNMENT = 64;

/** A .npy file of float32 numbers in C order, little-endian. */
export function npy(shape: readonly number[], data: Float32Array<ArrayBuffer>): Blob {
  const sides = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const described = `{'descr': '<f4', 'fortran_order': False, 'shape': (${sides}), }`;
  const unpadded = MAGIC.length + 2 + described.length + 1;
  const header = `${described}${' '.repeat((ALIGNMENT - (unpadded % ALIGNMENT)) % ALIGNMENT)}\n`;
  const length = new Uint8Array([header.length & 0xff, header.length >> 8]);
  return new Blob([new Uint8Array(MAGIC), length, header, data], { type: 'application/octet-stream' });
}
