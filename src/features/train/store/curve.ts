/** Losses over the steps of a run, as few points as a line needs. */

export type Point = readonly [step: number, loss: number];

/** Of the last losses; a batch's own says little. */
const WEIGHT = 0.05;
const POINTS = 300;

export interface Smoothed {
  readonly points: readonly Point[];
  /** The mean of the last losses, each counting a little less than the one after it. */
  readonly loss: number;
}

export const NO_CURVE: Smoothed = { points: [], loss: Number.NaN };

/** With the loss of one more step of a run of so many. */
export function withLoss({ points, loss: before }: Smoothed, [step, now]: Point, steps: number): Smoothed {
  // The first ones count alike: an average of few would hang on the first.
  const weight = Math.max(WEIGHT, 1 / step);
  const loss = Number.isFinite(before) ? before + weight * (now - before) : now;
  const isDrawn = step === 1 || step === steps || step % Math.max(1, Math.round(steps / POINTS)) === 0;
  return { points: isDrawn ? [...points, [step, loss]] : points, loss };
}

/** Without what lies behind a step, where a run begins again. */
export const upTo = (points: readonly Point[], step: number): readonly Point[] =>
  points.filter(([at]) => at <= step);
