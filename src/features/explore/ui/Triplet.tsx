/** The three pictures, in the paper's order. */
import { useStore } from 'zustand';
import type { Playground } from '../../../store/playground';
import { usePlayground } from '../../../ui/context';
import { PaintLayer } from '../../../ui/mask/PaintLayer';
import { isPrediction, outputName } from '../../../ui/model/targets';
import { PasteSwitch } from '../../../ui/parts/Switch';
import { Interpolated } from '../../../ui/pictures/Interpolated';
import { Lens } from '../../../ui/pictures/Lens';
import { LoadingBar } from '../../../ui/pictures/LoadingBar';
import { Original } from '../../../ui/pictures/Original';
import { Panel, ResultNotes } from '../../../ui/pictures/Panel';
import { Picture } from '../../../ui/pictures/Picture';
import { pictureName, useMaker, usePicture, useStale } from '../../../ui/pictures/usePicture';
import { VeilOver } from '../../../ui/veil/VeilOver';
import { veils } from '../../../ui/veil/veil';
import { say } from '../../../words/say';

/** Whether the mask is painted here. */
const isByHand = ({ masking, hidden }: Playground): boolean => !!masking.hand && !hidden.includes('mask');

function Masked() {
  const scene = usePlayground((state) => state.scene);
  const byHand = usePlayground(isByHand);
  const visible = scene?.plan.idsKeep.length ?? 0;
  const counts =
    scene && say('explore.visibleAndHidden', { visible, hidden: scene.plan.mask.length - visible });
  const name = pictureName('masked', useMaker());
  return (
    <Panel title={name} aside={<span className="quiet">{counts}</span>}>
      <Lens draggable={!byHand}>
        <Picture name={name} raster={usePicture('masked')} />
        <VeilOver over="masked" />
        {scene && byHand && <PaintLayer scene={scene} />}
      </Lens>
    </Panel>
  );
}

/** The raw output looks worst where the network was given the answer: one tap shows it, and a sentence says why. */
function WhereItCouldSee() {
  const isCovered = useStore(veils, ({ veil }) => veil !== undefined);
  const pasteVisible = usePlayground((state) => state.view.pasteVisible);
  const setView = usePlayground((state) => state.setView);
  if (isCovered) return null;
  if (!pasteVisible) return <p className="where-it-saw">{say('explore.whyWorse')}</p>;
  return (
    <p className="where-it-saw">
      <button type="button" className="link-button" onClick={() => setView({ pasteVisible: false })}>
        {say('explore.whereItSaw')}
      </button>
    </p>
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
          <VeilOver over="reconstruction" />
        </Lens>
        <LoadingBar />
      </div>
      <div>
        {isPrediction(maker) && <WhereItCouldSee />}
        {result && <ResultNotes result={result} />}
      </div>
    </Panel>
  );
}

export function Triplet() {
  // A finger paints on a large picture; others are seen together.
  const isPainted = usePlayground(isByHand);
  const hasFourth = usePlayground(({ view }) => view.interpolation);
  const names = ['triplet', !isPainted && 'paired', hasFourth && 'four'].filter(Boolean).join(' ');
  return (
    <section className={names} aria-label={say('explore.pictures')}>
      <Masked />
      <Reconstruction />
      {hasFourth && <Interpolated />}
      <Original />
    </section>
  );
}
