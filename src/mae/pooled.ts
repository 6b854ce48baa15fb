/** One list of numbers for a whole picture, of the tokens that an encoder makes of it. */

/**
 * The mean of the tokens of patches: `latent` is [T · width], and the first `before` tokens, which are of no patch, are left out. [width];
 * throws RangeError where no other is left.
 */
export function meanToken(latent: Float32Array, width: number, before: number): Float32Array<ArrayBuffer> {
  const count = latent.length / width - before;
  if (count < 1) throw new RangeError('there is no token of a patch');
  const sum = new Float64Array(width);
  for (let i = before * width; i < latent.length; i++) sum[i % width] += latent[i];
  return Float32Array.from(sum, (value) => value / count);
}
