/** Two pictures in one frame, with a divider to drag between them. */
import { useId } from 'react';
import { type PictureKind, pictureKinds } from '../../../store/view';
import { usePlayground } from '../../../ui/context';
import { Lens } from '../../../ui/pictures/Lens';
import { Picture } from '../../../ui/pictures/Picture';
import { pictureNames, usePicture, useStale } from '../../../ui/pictures/usePicture';

function PictureMenu({
  label,
  value,
  onChange,
}: {
  label: string;
  value: PictureKind;
  onChange: (kind: PictureKind) => void;
}) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value as PictureKind)}
    >
      {pictureKinds.map((kind) => (
        <option key={kind} value={kind}>
          {pictureNames[kind]}
        </option>
      ))}
    </select>
  );
}

export function Wipe() {
  const id = useId();
  const stale = useStale();
  const [left, right] = usePlayground((state) => state.view.wipe);
  const divider = usePlayground((state) => state.view.divider);
  const setView = usePlayground((state) => state.setView);
  const share = Math.round(divider * 100);
  return (
    <figure
      className={stale ? 'wipe panel stale' : 'wipe panel'}
      style={{ '--divider': divider } as React.CSSProperties}
    >
      <figcaption>
        <PictureMenu
          label="Left of the divider"
          value={left}
          onChange={(kind) => setView({ wipe: [kind, right] })}
        />
        <PictureMenu
          label="Right of the divider"
          value={right}
          onChange={(kind) => setView({ wipe: [left, kind] })}
        />
      </figcaption>
      <div className="wipe-frame">
        <Lens draggable={false}>
          <Picture name={`Right: ${pictureNames[right]}`} raster={usePicture(right)} />
        </Lens>
        <div className="wipe-left">
          <Lens draggable={false}>
            <Picture name={`Left: ${pictureNames[left]}`} raster={usePicture(left)} />
          </Lens>
        </div>
        <input
          id={id}
          className="wipe-divider"
          type="range"
          min={0}
          max={100}
          step="any"
          value={divider * 100}
          aria-label="Divider"
          aria-valuetext={`${share} % ${pictureNames[left]}, ${100 - share} % ${pictureNames[right]}`}
          onChange={(event) => setView({ divider: event.target.valueAsNumber / 100 })}
        />
        <span className="wipe-line" aria-hidden="true" />
      </div>
    </figure>
  );
}
