/** Where the lines of a chart run that is drawn against the mask ratio. */

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** From the lowest tick to the highest. */
export interface Scale {
  readonly ticks: readonly number[];
  /** Whether the same factor is as far everywhere, and not the same difference. */
  readonly isByFactors?: true;
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
  const first = Math.floor(Math.min(low, ...known) / step);
  const last = Math.ceil(Math.max(high, ...known) / step);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
  return { ticks };
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

const FACTORS = [1, 1.5, 2, 3, 5, 7];

/** A scale of factors between round numbers, for values of more than 0: what falls fast at first is seen to fall later too. */
export function scaleByFactors(values: readonly number[]): Scale {
  const known = values.filter((value) => Number.isFinite(value) && value > 0);
  const [low, high] = known.length > 0 ? [Math.min(...known), Math.max(...known)] : [1, 1];
  const [from, to] = [low, high].map((value) => Math.floor(Math.log10(value)));
  const round = Array.from({ length: to - from + 2 }, (_, i) => 10 ** (from + i))
    .flatMap((power) => FACTORS.map((factor) => Number((factor * power).toPrecision(2))))
    .slice(0, (to - from + 1) * FACTORS.length + 1);
  const ticks = round.filter(
    (_, i) => (round[i + 1] ?? Number.POSITIVE_INFINITY) > low && (round[i - 1] ?? 0) < high,
  );
  return { ticks: ticks.length > 1 ? ticks : round.slice(0, 2), isByFactors: true };
}

/** In a frame of so many pixels. */
export function chartOf({ ticks, isByFactors }: Scale, frame: Frame): Chart {
  const { left, top } = frame;
  const [right, bottom] = [frame.width - frame.right, frame.height - frame.bottom];
  const x = (ratio: number): number => left + ratio * (right - left);
  const place = isByFactors ? Math.log : (value: number): number => value;
  const [low, high] = [place(ticks[0]), place(ticks[ticks.length - 1])];
  const y = (value: number): number => bottom - ((place(value) - low) / (high - low)) * (bottom - top);
  return {
    x,
    y,
    ticks,
    path: (points) =>
      points
        .filter(([, value]) => Number.isFinite(y(value)))
        .map(([ratio, value], i) => `${i ? 'L' : 'M'}${x(ratio).toFixed(1)} ${y(value).toFixed(1)}`)
        .join(''),
  };
}
