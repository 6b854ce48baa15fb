/** What a share of right answers says about the share in general. */

/** 95 % of a normal distribution lie within so many standard deviations. */
const Z = 1.959963984540054;

/**
 * Lower and upper end, 0 … 1, of the 95 % score interval for `successes` of `n` independent trials (Wilson 1927): exactly 0 below none and
 * exactly 1 above all; 0 … 1 when there was no trial.
 */
export function wilson(successes: number, n: number): readonly [low: number, high: number] {
  if (n === 0) return [0, 1];
  const share = successes / n;
  const middle = share + Z ** 2 / (2 * n);
  const reach = Z * Math.sqrt((share * (1 - share)) / n + (Z / (2 * n)) ** 2);
  const whole = 1 + Z ** 2 / n;
  return [successes === 0 ? 0 : (middle - reach) / whole, successes === n ? 1 : (middle + reach) / whole];
}
