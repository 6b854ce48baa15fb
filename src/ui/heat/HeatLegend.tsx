/** What the colours of a heat map mean, with numbers. */
import { hatchColours } from './hatch';
import type { Colour } from './heat';
import './heat-legend.css';
import './hatch.css';

export interface Legend {
  /** The values at the two ends of the bar; what lies beyond has the colour of the end. */
  readonly low: number;
  readonly high: number;
  /** After every number, e.g. "dB". */
  readonly unit: string;
  /** What the two ends mean, e.g. "A better" and "B better". */
  readonly ends?: readonly [string, string];
  /** What a patch without a value means, e.g. "not hidden". */
  readonly empty?: string;
}

const COLOURS = 24;
const TICKS = 5;

const spread = (count: number, { low, high }: Legend): number[] =>
  Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));

/** A tick as text; where values have a sign, each shows it. */
const tick = (value: number, { low, high }: Legend): string =>
  new Intl.NumberFormat('en', {
    maximumFractionDigits: 1,
    signDisplay: low < 0 && high > 0 ? 'exceptZero' : 'auto',
  })
    .format(value)
    .replace('-', '−');

export function HeatLegend({ legend, colour }: { legend: Legend; colour: Colour }) {
  const { unit, ends, empty } = legend;
  const colours = spread(COLOURS, legend).map(colour).join(', ');
  return (
    <div className="heat-legend">
      {ends && (
        <p className="heat-ends">
          <span>{ends[0]}</span>
          <span>{ends[1]}</span>
        </p>
      )}
      <div className="heat-bar" style={{ background: `linear-gradient(to right, ${colours})` }} />
      <p className="heat-ticks">
        {spread(TICKS, legend).map((value) => (
          <span key={value}>
            {tick(value, legend)} {unit}
          </span>
        ))}
      </p>
      {empty && (
        <p>
          <span className="heat-swatch hatched" style={hatchColours} /> {empty}
        </p>
      )}
    </div>
  );
}
