/** The three pictures, in the paper's order. */
import { type ReactNode, useMemo, useState } from 'react';
import { compose, maskedPicture } from '../mae/compose';
import type { Model } from '../runtime/registry';
import { CropFrame } from './CropFrame';
import { usePlayground } from './context';
import { LoadingBar } from './LoadingBar';
import { Picture } from './Picture';

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
  const raster = useMemo(
    () => scene && maskedPicture(scene.square, scene.plan.mask, scene.model.geometry),
    [scene],
  );
  const visible = scene?.plan.idsKeep.length ?? 0;
  const counts = scene && `${visible} visible, ${scene.plan.mask.length - visible} hidden`;
  return (
    <Panel title="Masked" aside={<span className="quiet">{counts}</span>}>
      <Picture name="Masked" raster={raster} />
    </Panel>
  );
}

/** What must be said of every picture that such a model makes. */
export function BorrowedNote({ model }: { model: Model }) {
  if (model.target !== 'normalised-pixels') return null;
  return (
    <p className="frame-note">
      This model predicts normalised patches. Their brightness and contrast are taken from the original, which
      the model never saw.
    </p>
  );
}

function Reconstruction() {
  const result = usePlayground((state) => state.result);
  const pasteVisible = usePlayground((state) => state.pasteVisible);
  const setPasteVisible = usePlayground((state) => state.setPasteVisible);
  const raster = useMemo(() => {
    if (!result || !pasteVisible) return result?.picture;
    const { square, plan, model } = result.scene;
    return compose(square, result.picture, plan.mask, model.geometry);
  }, [result, pasteVisible]);
  const stale = usePlayground(({ result: shown, scene }) => shown !== undefined && shown.scene !== scene);
  const paste = (
    <label className="switch">
      <span>Paste visible patches</span>
      <input
        type="checkbox"
        role="switch"
        checked={pasteVisible}
        aria-checked={pasteVisible}
        onChange={(event) => setPasteVisible(event.target.checked)}
      />
    </label>
  );
  return (
    <Panel title="Reconstruction" aside={paste} stale={stale}>
      <div className="frame">
        <Picture name="Reconstruction" raster={raster} />
        <LoadingBar />
        {result && <BorrowedNote model={result.scene.model} />}
      </div>
    </Panel>
  );
}

export function Original() {
  const square = usePlayground((state) => state.scene?.square);
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
        <Picture name="Original" raster={square} />
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
