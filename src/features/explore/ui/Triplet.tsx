/** The three pictures, in the paper's order. */
import type { Playground } from '../../../store/playground';
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

/** Whether the mask is painted here. */
const isByHand = ({ masking, hidden }: Playground): boolean => !!masking.hand && !hidden.includes('mask');

function Masked() {
  const scene = usePlayground((state) => state.scene);
  const byHand = usePlayground(isByHand);
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
  // A finger paints on a large picture; others are seen together.
  const isPainted = usePlayground(isByHand);
  return (
    <section className={isPainted ? 'triplet' : 'triplet paired'} aria-label="Pictures">
      <Masked />
      <Reconstruction />
      <Original />
    </section>
  );
}
