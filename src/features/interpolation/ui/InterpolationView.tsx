/** The network beside the smoothest surface through the same visible pixels, at this ratio and at all. */
import { usePage, usePlayground } from '../../../ui/context';
import { Export } from '../../../ui/export/Export';
import { isPrediction, outputName } from '../../../ui/model/targets';
import { decibels } from '../../../ui/numbers';
import { Announcement } from '../../../ui/parts/Announcer';
import { Interpolated } from '../../../ui/pictures/Interpolated';
import { Lens } from '../../../ui/pictures/Lens';
import { LoadingBar } from '../../../ui/pictures/LoadingBar';
import { Magnifier } from '../../../ui/pictures/Magnifier';
import { Original } from '../../../ui/pictures/Original';
import { Panel, ResultNotes } from '../../../ui/pictures/Panel';
import { Picture } from '../../../ui/pictures/Picture';
import { useFilling } from '../../../ui/pictures/useFilling';
import { pictureName, useMaker, useMeasured, usePicture, useStale } from '../../../ui/pictures/usePicture';
import { say } from '../../../words/say';
import { Curve } from './Curve';
import { useInterpolation } from './context';
import { choicesOf, curveNumbers } from './saved';
import { verdict } from './words';
import './interpolation.css';

function Masked() {
  const plan = usePlayground((state) => state.scene?.plan);
  const visible =
    plan && say('interpolation.visibleOf', { visible: plan.idsKeep.length, patches: plan.mask.length });
  const name = pictureName('masked', useMaker());
  return (
    <Panel title={name} aside={<span className="quiet">{visible}</span>}>
      <Lens>
        <Picture name={name} raster={usePicture('masked')} />
      </Lens>
    </Panel>
  );
}

function Network() {
  const { result, isOld } = useMeasured();
  const name = outputName(useMaker());
  return (
    <Panel
      title={name}
      aside={<span className={isOld ? 'quiet outdated' : 'quiet'}>{result && decibels(result.psnr)}</span>}
      stale={useStale()}
    >
      <div className="frame">
        <Lens>
          <Picture name={name} raster={usePicture('raw')} />
        </Lens>
        <LoadingBar />
      </div>
      {result && <ResultNotes result={result} />}
    </Panel>
  );
}

export function InterpolationView() {
  const { playground } = usePage();
  const filled = useFilling();
  const points = useInterpolation((state) => state.points);
  const result = usePlayground((state) => state.result);
  const scene = usePlayground((state) => state.scene);
  const isCurrent = result !== undefined && result.scene === scene && filled?.scene === scene;
  const words = isCurrent && filled ? verdict(result.psnr, filled.psnr) : '';
  const predicts = scene === undefined || isPrediction(scene.model);
  return (
    <section aria-label={say('interpolation.title')} aria-busy={!isCurrent}>
      <p className="intro">{say('interpolation.question')}</p>
      <div className="interpolation-pictures">
        <Masked />
        <Network />
        <Interpolated />
        <Original />
      </div>
      <div className="interpolation-row">
        <p className="interpolation-verdict">{words}</p>
        <Magnifier />
        <Export
          choices={() => (filled ? choicesOf(playground.getState(), filled) : [])}
          numbers={() => curveNumbers(playground.getState(), points)}
        />
      </div>
      {predicts ? <Curve /> : <p className="panel-words">{say('interpolation.nothingToCompare')}</p>}
      <Announcement words={words} />
    </section>
  );
}
