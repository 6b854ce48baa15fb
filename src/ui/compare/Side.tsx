/** The two pictures of one side: what its network was given, and what it made of that. */
import type { Status } from '../../store/playground';
import type { Result, Scene } from '../../store/scene';
import { usePage, usePlayground } from '../context';
import { LoadingOf } from '../LoadingBar';
import { Picture } from '../Picture';
import { BorrowedNote, Panel } from '../Triplet';
import { Lens } from '../view/Lens';
import { usePictureOf } from '../view/usePicture';
import { decimals } from '../words';

export type SideName = 'A' | 'B';

export function Masked({ side, scene }: { side: SideName; scene: Scene | undefined }) {
  const visible = scene && `${scene.plan.idsKeep.length} of ${scene.plan.mask.length} visible`;
  return (
    <Panel title={`Masked ${side}`} aside={<span className="quiet">{visible}</span>}>
      <Lens>
        <Picture name={`Masked ${side}`} raster={usePictureOf('masked', scene)} />
      </Lens>
    </Panel>
  );
}

interface ReconstructionProps {
  readonly side: SideName;
  readonly scene: Scene | undefined;
  readonly result: Result | undefined;
  readonly status: Status;
}

export function Reconstruction({ side, scene, result, status }: ReconstructionProps) {
  const { compare } = usePage();
  const pasteVisible = usePlayground((state) => state.view.pasteVisible);
  const aside =
    status.kind === 'failed' ? (
      <button type="button" className="link-button" onClick={() => compare.getState().retry()}>
        Try again
      </button>
    ) : (
      <span className="quiet">
        {status.kind === 'loading' ? 'Loading' : result && `${decimals(result.psnr, 2)} dB`}
      </span>
    );
  return (
    <Panel
      title={`Reconstruction ${side}`}
      aside={aside}
      stale={result !== undefined && result.scene !== scene}
    >
      <div className="frame">
        <Lens>
          <Picture
            name={`Reconstruction ${side}`}
            raster={usePictureOf(pasteVisible ? 'pasted' : 'raw', result)}
          />
        </Lens>
        <LoadingOf status={status} />
        {result && <BorrowedNote model={result.scene.model} />}
      </div>
    </Panel>
  );
}
