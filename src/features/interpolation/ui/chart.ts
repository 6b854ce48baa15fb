/** Where the lines of a chart run. */
import type { Point } from '../store/curve';

/** The three that are compared, in the order of their importance. */
export const rivals = [
  { key: 'network', title: 'interpolation.network' },
  { key: 'interpolation', title: 'interpolation.title' },
  { key: 'oneColour', title: 'interpolation.oneColour' },
] as const;

export type Rival = (typeof rivals)[number]['key'];

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Chart {
  /** Of a ratio 0 … 1. */
  readonly x: (ratio: number) => number;
  /** Of so many dB. */
  readonly y: (psnr: number) => number;
  /** In dB, from the lowest. */
  readonly ticks: readonly number[];
  /** Of each line, as an SVG path has it. */
  readonly paths: Readonly<Record<Rival, string>>;
}

/** Tells between 10 and 20 dB as between 20 and 30. */
const STEP = 5;

/** A chart of points in the order of their ratios, in a frame of so many pixels. */
export function chartOf(points: readonly Point[], frame: Frame): Chart {
  const values = points
    .flatMap((point) => rivals.map(({ key }) => point[key]))
    .filter((value) => Number.isFinite(value));
  const low = Math.floor(Math.min(10, ...values) / STEP) * STEP;
  const high = Math.ceil(Math.max(low + 2 * STEP, ...values) / STEP) * STEP;
  const { left, top } = frame;
  const [right, bottom] = [frame.width - frame.right, frame.height - frame.bottom];
  const x = (ratio: number): number => left + ratio * (right - left);
  const y = (psnr: number): number => bottom - ((psnr - low) / (high - low)) * (bottom - top);
  const pathOf = (key: Rival): string =>
    points
      .filter((point) => Number.isFinite(point[key]))
      .map((point, i) => `${i ? 'L' : 'M'}${x(point.ratio).toFixed(1)} ${y(point[key]).toFixed(1)}`)
      .join('');
  return {
    x,
    y,
    ticks: Array.from({ length: (high - low) / STEP + 1 }, (_, i) => low + i * STEP),
    paths: {
      network: pathOf('network'),
      interpolation: pathOf('interpolation'),
      oneColour: pathOf('oneColour'),
    },
  };
}
