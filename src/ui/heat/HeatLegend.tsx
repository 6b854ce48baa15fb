/** What the colours of a heat map mean, with numbers. */
import { hatchColours } from './hatch';
import type { Colour } from './heat';
import { type Legend, spread, tick } from './legend';
import './heat-legend.css';
import './hatch.css';

const COLOURS = 24;
const TICKS = 5;

export function HeatLegend({ legend, colour }: { legend: Legend; colour: Colour }) {
  const { ends, empty } = legend;
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
          <span key={value}>{tick(value, legend)}</span>
        ))}
      </p>
      {empty && (
        <p>
          <span className="heat-swatch hatched" style={hatchColours} /> <span>{empty}</span>
        </p>
      )}
    </div>
  );
}
