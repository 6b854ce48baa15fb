/** How alike the tokens of patches are. */

/**
 * The cosine of the angle between token `query` and every token of `tokens` [T · width]: [T], −1 … 1; its own is 1. NaN for a token
 * that is zero.
 */
export function cosines(tokens: Float32Array, count: number, query: number): Float32Array {
  const width = tokens.length / count;
  return cosineTo(tokens.subarray(query * width, (query + 1) * width), tokens);
}

/** The same between one token [width] and every token of `tokens` [T · width], of whatever picture. */
export function cosineTo(asked: Float32Array, tokens: Float32Array): Float32Array {
  const width = asked.length;
  const dot = (a: Float32Array, b: Float32Array): number => {
    let sum = 0;
    for (let i = 0; i < width; i++) sum += a[i] * b[i];
    return sum;
  };
  const own = Math.sqrt(dot(asked, asked));
  return Float32Array.from({ length: tokens.length / width }, (_, token) => {
    const other = tokens.subarray(token * width, (token + 1) * width);
    return dot(asked, other) / (own * Math.sqrt(dot(other, other)));
  });
}
