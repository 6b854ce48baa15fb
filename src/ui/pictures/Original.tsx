/** The truth: the square of the photograph that the model is asked about, to be moved and zoomed. */
import { useState } from 'react';
import { say } from '../../words/say';
import { VeilOver } from '../veil/VeilOver';
import { CropFrame } from './CropFrame';
import { Lens } from './Lens';
import { Panel } from './Panel';
import { Picture } from './Picture';
import { usePicture } from './usePicture';

export function Original() {
  const [cropping, setCropping] = useState(false);
  const toggle = (
    <button
      type="button"
      className="link-button"
      aria-pressed={cropping}
      onClick={() => setCropping(!cropping)}
    >
      {say('pictures.moveAndZoom')}
    </button>
  );
  return (
    <Panel title={say('pictures.original')} aside={toggle}>
      <CropFrame active={cropping}>
        <Lens draggable={!cropping}>
          <Picture name={say('pictures.original')} raster={usePicture('original')} />
          <VeilOver over="original" />
        </Lens>
      </CropFrame>
    </Panel>
  );
}
