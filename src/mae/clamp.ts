/** Numbers brought into a range. */

/** The number nearest to `value` from `low` to `high`. NaN stays NaN. */
export const clamp = (value: number, low: number, high: number): number =>
  Math.min(Math.max(value, low), high);
