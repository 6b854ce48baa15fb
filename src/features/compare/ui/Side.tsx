/** The two pictures of one side: what its network was given, and what it made of that. */

import type { EngineState } from '../../../runtime/inference/engineState';
import type { Result, Scene } from '../../../runtime/inference/scene';
import { usePlayground } from '../../../ui/context';
import { outputName } from '../../../ui/model/targets';
import { decibels } from '../../../ui/numbers';
import { useFaded } from '../../../ui/parts/useLasting';
import { Lens } from '../../../ui/pictures/Lens';
import { LoadingOf } from '../../../ui/pictures/LoadingBar';
import { Panel, ResultNotes } from '../../../ui/pictures/Panel';
import { Picture } from '../../../ui/pictures/Picture';
import { usePictureOf } from '../../../ui/pictures/usePicture';
import { say } from '../../../words/say';
import { useCompare } from './context';
import { type SideName, visibleWords } from './phrases';

export function Masked({ side, scene }: { side: SideName; scene: Scene | undefined }) {
  const name = say('compare.masked', { side });
  return (
    <Panel title={name} aside={<span className="quiet">{scene && visibleWords(scene)}</span>}>
      <Lens>
        <Picture name={name} raster={usePictureOf('masked', scene)} />
      </Lens>
    </Panel>
  );
}

interface ReconstructionProps {
  readonly side: SideName;
  readonly scene: Scene | undefined;
  readonly result: Result | undefined;
  readonly status: EngineState;
}

export function Reconstruction({ side, scene, result, status }: ReconstructionProps) {
  const retry = useCompare((state) => state.retry);
  const pasteVisible = usePlayground((state) => state.view.pasteVisible);
  const ofPage = usePlayground((state) => state.model);
  const model = (result?.scene ?? scene)?.model ?? ofPage;
  const name = say('compare.output', { output: outputName(model), side });
  const stale = useFaded(result !== undefined && result.scene !== scene);
  const aside =
    status.kind === 'failed' ? (
      <button type="button" className="link-button" onClick={retry}>
        {say('compare.tryAgain')}
      </button>
    ) : (
      <span className="quiet">
        {status.kind === 'running' ? result && decibels(result.psnr) : say('compare.loading')}
      </span>
    );
  return (
    <Panel title={name} aside={aside} stale={stale}>
      <div className="frame">
        <Lens>
          <Picture name={name} raster={usePictureOf(pasteVisible ? 'pasted' : 'raw', result)} />
        </Lens>
        <LoadingOf status={status} />
        {result && <ResultNotes result={result} />}
      </div>
    </Panel>
  );
}
