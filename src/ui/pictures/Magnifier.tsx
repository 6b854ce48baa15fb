/** Which part of all pictures is enlarged: by sliders, for those who do not drag. */
import { useId } from 'react';
import { CENTRE_CROP, cropMargin, MAX_ZOOM } from '../../mae/crop';
import { usePlayground } from '../context';
import './magnifier.css';

export function Magnifier() {
  const id = useId();
  const lens = usePlayground((state) => state.view.lens);
  const setView = usePlayground((state) => state.setView);
  const { x: margin } = cropMargin(1, 1, lens.zoom);
  const places = [
    { key: 'x', label: 'Left to right' },
    { key: 'y', label: 'Top to bottom' },
  ] as const;
  return (
    <div className="magnifier">
      <label htmlFor={id}>Magnify</label>
      <input
        id={id}
        type="range"
        min={1}
        max={MAX_ZOOM}
        step={0.1}
        value={lens.zoom}
        aria-valuetext={`${lens.zoom.toFixed(1)} times`}
        onChange={(event) => setView({ lens: { ...lens, zoom: event.target.valueAsNumber } })}
      />
      {lens.zoom > 1 && (
        <>
          {places.map(({ key, label }) => (
            <input
              key={key}
              type="range"
              title={label}
              aria-label={`${label} in the magnified pictures`}
              min={margin}
              max={1 - margin}
              step="any"
              value={lens[key]}
              aria-valuetext={`${Math.round(((lens[key] - margin) / (1 - 2 * margin)) * 100)} %`}
              onChange={(event) => setView({ lens: { ...lens, [key]: event.target.valueAsNumber } })}
            />
          ))}
          <button type="button" className="link-button" onClick={() => setView({ lens: CENTRE_CROP })}>
            Whole picture
          </button>
        </>
      )}
    </div>
  );
}
