/** Whether numbers are numbers. */

/** False when any is infinite or NaN. Without a branch or a call per number: a prediction has 150,000 and more. */
export function allFinite(values: Float32Array): boolean {
  let sum = 0;
  // 0 for all but infinity and NaN, for which it is NaN.
  for (let i = 0; i < values.length; i++) sum += values[i] * 0;
  return sum === 0;
}
