/** Moves and zooms the part that is cut from the photograph: by drag, wheel and pinch, or by three sliders. */
import { type ReactNode, useCallback } from 'react';
import { CENTRE_CROP, cropMargin, cropSides, MAX_ZOOM, type Size } from '../../mae/crop';
import type { Photo } from '../../store/photo';
import { say } from '../../words/say';
import { usePage, usePlayground } from '../context';
import { useGestures } from './gestures';
import './crop-frame.css';

/** The three sliders and how far each can go; where a photograph just fits there is nowhere to move. */
function sliders(photo: Photo, zoom: number, like: Size) {
  const { x, y } = cropMargin(photo.raster, zoom, like);
  return [
    { label: 'pictures.zoom', key: 'zoom', min: 1, max: MAX_ZOOM },
    { label: 'pictures.leftToRight', key: 'x', min: x, max: 1 - x },
    { label: 'pictures.topToBottom', key: 'y', min: y, max: 1 - y },
  ] as const;
}

const inWords = (value: number, min: number, max: number): string =>
  max === MAX_ZOOM
    ? say('pictures.times', { zoom: value.toFixed(1) })
    : say('page.percent', { value: Math.round(((value - min) / (max - min)) * 100) });

export function CropFrame({ active, children }: { active: boolean; children: ReactNode }) {
  const { playground } = usePage();
  const crop = usePlayground((state) => state.crop);
  const photo = usePlayground((state) => state.photo);
  const geometry = usePlayground((state) => state.model.geometry);
  const setCrop = usePlayground((state) => state.setCrop);

  const move = useCallback(
    (dx: number, dy: number): void => {
      const { crop: now, photo: shown, model } = playground.getState();
      if (!shown) return;
      const { width, height } = shown.raster;
      const sides = cropSides(shown.raster, now.zoom, model.geometry);
      setCrop({ ...now, x: now.x - (dx * sides.width) / width, y: now.y - (dy * sides.height) / height });
    },
    [playground, setCrop],
  );
  const zoom = useCallback(
    (factor: number): void => {
      const { crop: now } = playground.getState();
      setCrop({ ...now, zoom: now.zoom * factor });
    },
    [playground, setCrop],
  );
  const gestures = useGestures(active, move, zoom);

  return (
    <div className="frame">
      <div ref={gestures} className={active ? 'crop-area cropping' : 'crop-area'}>
        {children}
      </div>
      {active && photo && (
        <fieldset className="crop-panel">
          <legend className="visually-hidden">{say('pictures.crop')}</legend>
          {sliders(photo, crop.zoom, geometry).map(({ label, key, min, max }) => (
            <label key={key}>
              <span>{say(label)}</span>
              <input
                type="range"
                min={min}
                max={max}
                step="any"
                value={crop[key]}
                disabled={max - min < 1e-6}
                aria-valuetext={inWords(crop[key], min, max)}
                onChange={(event) => setCrop({ ...crop, [key]: event.target.valueAsNumber })}
              />
            </label>
          ))}
          <button type="button" className="link-button" onClick={() => setCrop(CENTRE_CROP)}>
            {say('pictures.backToCentre')}
          </button>
        </fieldset>
      )}
    </div>
  );
}
