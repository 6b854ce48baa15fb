/** Where the lines of a chart run that is drawn against the mask ratio. */

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** From the lowest tick to the highest, each a whole number of steps. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

/** In the order of their ratios, 0 … 1. What is not finite is left out. */
export type Points = readonly (readonly [ratio: number, value: number])[];

export interface Chart {
  /** Of a ratio 0 … 1. */
  readonly x: (ratio: number) => number;
  readonly y: (value: number) => number;
  /** From the lowest. */
  readonly ticks: readonly number[];
  /** Of a line, as an SVG path has it. */
  readonly path: (points: Points) => string;
}

/** A scale of whole steps that holds `low`, `high` and every one of `values`. */
export function scaleOf(values: readonly number[], step: number, low: number, high: number): Scale {
  const known = values.filter(Number.isFinite);
  return {
    low: Math.floor(Math.min(low, ...known) / step) * step,
    high: Math.ceil(Math.max(high, ...known) / step) * step,
    step,
  };
}

const ROUND = [1, 2, 5, 10];
const MOST_STEPS = 5;

/** A scale from 0 in at most five steps of 1, 2 or 5 times a power of ten, for values of 0 and more. */
export function scaleFromZero(values: readonly number[]): Scale {
  const most = Math.max(0, ...values.filter(Number.isFinite)) || 1;
  const power = 10 ** Math.floor(Math.log10(most / MOST_STEPS));
  const step = (ROUND.find((times) => times * power * MOST_STEPS >= most) ?? 10) * power;
  return scaleOf(values, step, 0, most);
}

/** In a frame of so many pixels. */
export function chartOf({ low, high, step }: Scale, frame: Frame): Chart {
  const { left, top } = frame;
  const [right, bottom] = [frame.width - frame.right, frame.height - frame.bottom];
  const x = (ratio: number): number => left + ratio * (right - left);
  const y = (value: number): number => bottom - ((value - low) / (high - low)) * (bottom - top);
  return {
    x,
    y,
    ticks: Array.from({ length: Math.round((high - low) / step) + 1 }, (_, i) =>
      Number((low + i * step).toPrecision(12)),
    ),
    path: (points) =>
      points
        .filter(([, value]) => Number.isFinite(value))
        .map(([ratio, value], i) => `${i ? 'L' : 'M'}${x(ratio).toFixed(1)} ${y(value).toFixed(1)}`)
        .join(''),
  };
}
