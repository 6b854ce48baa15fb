/** The three pictures, in the paper's order. */
import { usePlayground } from '../../../ui/context';
import { PaintLayer } from '../../../ui/mask/PaintLayer';
import { isPrediction, outputName } from '../../../ui/model/targets';
import { PasteSwitch } from '../../../ui/parts/Switch';
import { Lens } from '../../../ui/pictures/Lens';
import { LoadingBar } from '../../../ui/pictures/LoadingBar';
import { Original } from '../../../ui/pictures/Original';
import { Panel, ResultNotes } from '../../../ui/pictures/Panel';
import { Picture } from '../../../ui/pictures/Picture';
import { useMaker, usePicture, useStale } from '../../../ui/pictures/usePicture';

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

export function Reconstruction() {
  const result = usePlayground((state) => state.result);
  const pasteVisible = usePlayground((state) => state.view.pasteVisible);
  const maker = useMaker();
  const name = outputName(maker);
  return (
    <Panel title={name} term="raw" aside={<PasteSwitch disabled={!isPrediction(maker)} />} stale={useStale()}>
      <div className="frame">
        <Lens>
          <Picture name={name} raster={usePicture(pasteVisible ? 'pasted' : 'raw')} />
        </Lens>
        <LoadingBar />
      </div>
      {result && <ResultNotes result={result} />}
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
