/** The learning rate over time, as `models/recipe/training/schedule.py` has it. */

/** Of the peak, at the very end. */
const LEAST = 0.01;

/** A rise over `warmup` steps, and an even fall: in runs of minutes it came further than a cosine. `step` counts from 0 and is one of `steps`. */
export function learningRate(step: number, steps: number, peak: number, warmup: number): number {
  const progress = Math.min(Math.max(step / steps, 0), 1);
  const rise = Math.min(1, (step + 1) / Math.max(1, warmup));
  return peak * rise * Math.max(LEAST, 1 - progress);
}
