/** How alike the tokens of patches are. */

/**
 * The cosine of the angle between token `query` and every token of `tokens` [T · width]: [T], −1 … 1; its own is 1. NaN for a token
 * that is zero.
 */
export function cosines(tokens: Float32Array, count: number, query: number): Float32Array {
  const width = tokens.length / count;
  const row = (token: number): Float32Array => tokens.subarray(token * width, (token + 1) * width);
  const dot = (a: Float32Array, b: Float32Array): number => {
    let sum = 0;
    for (let i = 0; i < width; i++) sum += a[i] * b[i];
    return sum;
  };
  const asked = row(query);
  const own = Math.sqrt(dot(asked, asked));
  return Float32Array.from({ length: count }, (_, token) => {
    const other = row(token);
    return dot(asked, other) / (own * Math.sqrt(dot(other, other)));
  });
}
