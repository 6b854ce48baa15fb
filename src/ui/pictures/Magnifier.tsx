/**
 * Which part of all pictures is enlarged: by sliders, for those who do not drag. What only an enlarged picture needs keeps its place
 * while there is none, so that nothing moves under the hand.
 */
import { useId, useRef } from 'react';
import { CENTRE_CROP, cropMargin, MAX_ZOOM, UNIT } from '../../mae/crop';
import { said } from '../../words/said';
import { say } from '../../words/say';
import { usePlayground } from '../context';
import './magnifier.css';

const places = [
  { key: 'x', label: 'pictures.leftToRight' },
  { key: 'y', label: 'pictures.topToBottom' },
] as const;

export function Magnifier() {
  const id = useId();
  const slider = useRef<HTMLInputElement>(null);
  const lens = usePlayground((state) => state.view.lens);
  const setView = usePlayground((state) => state.setView);
  const { x: margin } = cropMargin(UNIT, lens.zoom, UNIT);
  const isWhole = lens.zoom === 1;
  const inWords = (centre: number): string =>
    isWhole
      ? say('pictures.all')
      : say('page.percent', { value: Math.round(((centre - margin) / (1 - 2 * margin)) * 100) });
  const showWhole = (): void => {
    setView({ lens: CENTRE_CROP });
    // The button goes out of sight; the keyboard goes on beside it.
    slider.current?.focus();
  };
  return (
    <div className="magnifier">
      <label htmlFor={id}>{say('pictures.magnify')}</label>
      <input
        ref={slider}
        id={id}
        type="range"
        min={1}
        max={MAX_ZOOM}
        step={0.1}
        value={lens.zoom}
        aria-valuetext={say('pictures.times', { zoom: lens.zoom.toFixed(1) })}
        onChange={(event) => setView({ lens: { ...lens, zoom: event.target.valueAsNumber } })}
      />
      <div className={isWhole ? 'magnifier-part unused' : 'magnifier-part'}>
        {places.map(({ key, label }) => (
          <input
            key={key}
            type="range"
            title={say(label)}
            aria-label={say('pictures.magnified', { direction: said(label) })}
            min={margin}
            max={1 - margin}
            step="any"
            value={lens[key]}
            aria-valuetext={inWords(lens[key])}
            onChange={(event) => setView({ lens: { ...lens, [key]: event.target.valueAsNumber } })}
          />
        ))}
        <button type="button" className="link-button" onClick={showWhole}>
          {say('pictures.whole')}
        </button>
      </div>
    </div>
  );
}
