/** Two pictures in one frame, with a divider to drag between them. */
import { useId } from 'react';
import { pictureKinds } from '../../../store/view';
import { usePlayground } from '../../../ui/context';
import { Menu } from '../../../ui/parts/Menu';
import { Lens } from '../../../ui/pictures/Lens';
import { Picture } from '../../../ui/pictures/Picture';
import { kindOf, pictureName, useMaker, usePicture, useStale } from '../../../ui/pictures/usePicture';
import { say } from '../../../words/say';
import './wipe.css';

export function Wipe() {
  const id = useId();
  const stale = useStale();
  const maker = useMaker();
  const kinds = usePlayground((state) => state.view.wipe);
  const [left, right] = kinds.map((kind) => kindOf(kind, maker));
  const [nameLeft, nameRight] = kinds.map((kind) => pictureName(kind, maker));
  const menu = pictureKinds
    .filter((kind) => kindOf(kind, maker) === kind)
    .map((value) => ({ value, title: pictureName(value, maker) }));
  const divider = usePlayground((state) => state.view.divider);
  const setView = usePlayground((state) => state.setView);
  const share = Math.round(divider * 100);
  return (
    <figure
      className={stale ? 'wipe panel stale' : 'wipe panel'}
      style={{ '--divider': divider } as React.CSSProperties}
    >
      <figcaption>
        <Menu
          label={say('explore.leftMenu')}
          isLabelSpoken
          value={left}
          options={menu}
          onChoose={(kind) => setView({ wipe: [kind, right] })}
        />
        <Menu
          label={say('explore.rightMenu')}
          isLabelSpoken
          value={right}
          options={menu}
          onChoose={(kind) => setView({ wipe: [left, kind] })}
        />
      </figcaption>
      <div className="wipe-frame">
        <Lens draggable={false}>
          <Picture name={say('explore.right', { name: nameRight })} raster={usePicture(right)} />
        </Lens>
        <div className="wipe-left">
          <Lens draggable={false}>
            <Picture name={say('explore.left', { name: nameLeft })} raster={usePicture(left)} />
          </Lens>
        </div>
        <input
          id={id}
          className="wipe-divider slider-over"
          type="range"
          min={0}
          max={100}
          step="any"
          value={divider * 100}
          aria-label={say('explore.divider')}
          aria-valuetext={say('explore.dividerAt', { left: share, nameLeft, right: 100 - share, nameRight })}
          onChange={(event) => setView({ divider: event.target.valueAsNumber / 100 })}
        />
        <span className="wipe-line" aria-hidden="true" />
      </div>
    </figure>
  );
}
