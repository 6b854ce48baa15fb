/** The three pictures, in the paper's order. */
import { type ReactNode, useState } from 'react';
import type { Model } from '../../../runtime/models/model';
import { usePlayground } from '../../../ui/context';
import { PaintLayer } from '../../../ui/mask/PaintLayer';
import { drawingWords, madeName } from '../../../ui/model/targets';
import { PasteSwitch } from '../../../ui/parts/Switch';
import { CropFrame } from '../../../ui/pictures/CropFrame';
import { Lens } from '../../../ui/pictures/Lens';
import { LoadingBar } from '../../../ui/pictures/LoadingBar';
import { Picture } from '../../../ui/pictures/Picture';
import { usePicture, useStale } from '../../../ui/pictures/usePicture';

interface PanelProps {
  readonly title: string;
  readonly aside: ReactNode;
  /** The picture belongs to other settings than those on the page. */
  readonly stale?: boolean;
  readonly children: ReactNode;
}

export function Panel({ title, aside, stale = false, children }: PanelProps) {
  return (
    <figure className={stale ? 'panel stale' : 'panel'}>
      <figcaption>
        <span className="panel-title">{title}</span>
        {aside}
      </figcaption>
      {children}
    </figure>
  );
}

function Masked() {
  const scene = usePlayground((state) => state.scene);
  const byHand = usePlayground(({ masking, hidden }) => !!masking.hand && !hidden.includes('mask'));
  const visible = scene?.plan.idsKeep.length ?? 0;
  const counts = scene && `${visible} visible, ${scene.plan.mask.length - visible} hidden`;
  return (
    <Panel title="Masked" aside={<span className="quiet">{counts}</span>}>
      <Lens draggable={!byHand}>
        <Picture name="Masked" raster={usePicture('masked')} />
        {scene && byHand && <PaintLayer scene={scene} />}
      </Lens>
    </Panel>
  );
}

/** What must be said of every picture that such a model makes. */
export function BorrowedNote({ model }: { model: Model }) {
  const words = drawingWords(model);
  return words ? <p className="frame-note">{words}</p> : null;
}

export function Reconstruction() {
  const result = usePlayground((state) => state.result);
  const pasteVisible = usePlayground((state) => state.view.pasteVisible);
  const name = usePlayground(({ model }) => madeName(model));
  return (
    <Panel title={name} aside={<PasteSwitch />} stale={useStale()}>
      <div className="frame">
        <Lens>
          <Picture name={name} raster={usePicture(pasteVisible ? 'pasted' : 'raw')} />
        </Lens>
        <LoadingBar />
      </div>
      {result && <BorrowedNote model={result.scene.model} />}
    </Panel>
  );
}

export function Original() {
  const [cropping, setCropping] = useState(false);
  const toggle = (
    <button
      type="button"
      className="link-button"
      aria-pressed={cropping}
      onClick={() => setCropping(!cropping)}
    >
      Move and zoom
    </button>
  );
  return (
    <Panel title="Original" aside={toggle}>
      <CropFrame active={cropping}>
        <Lens draggable={!cropping}>
          <Picture name="Original" raster={usePicture('original')} />
        </Lens>
      </CropFrame>
    </Panel>
  );
}

export function Triplet() {
  return (
    <section className="triplet" aria-label="Pictures">
      <Masked />
      <Reconstruction />
      <Original />
    </section>
  );
}
