/** The numbers of the reconstruction that is shown, and what it ran on, in one quiet line. */
import { patchCount } from '../../../mae/geometry';
import type { Playground } from '../../../store/playground';
import { usePlayground } from '../../../ui/context';
import { Explained } from '../../../ui/glossary/Explained';
import type { TermId } from '../../../ui/glossary/terms';
import { backendWords, decimals, megabytes, milliseconds } from '../../../ui/numbers';
import { useMeasured } from '../../../ui/pictures/usePicture';
import { say } from '../../../words/say';
import './readout.css';

interface MeasureProps {
  readonly name: string;
  /** What it means. */
  readonly term: TermId;
  readonly title?: string;
  /** Of the longest value, in digits: a value that grows pushes nothing away. */
  readonly width: number;
  readonly isOld: boolean;
  readonly children: string;
}

function Measure({ name, term, title, width, isOld, children }: MeasureProps) {
  return (
    <span className="measure" title={title}>
      <Explained term={term}>{name}</Explained>
      <output
        className={isOld ? 'outdated' : undefined}
        aria-label={name}
        aria-live="off"
        style={{ minWidth: `${width}ch` }}
      >
        {children}
      </output>
    </span>
  );
}

/** What the numbers were computed on, or what the page is waiting for. */
function statusWords({ status, result, model }: Playground): string {
  switch (status.kind) {
    case 'failed':
      return say('explore.notRunning');
    case 'running':
      return result?.running === status.running ? backendWords(status.running) : say('explore.computing');
    case 'idle':
    case 'probing':
      return say('explore.starting', { model: model.title });
    case 'loading': {
      const { received, total } = status;
      if (received === total) return say('explore.starting', { model: model.title });
      return say('explore.loading', {
        model: model.title,
        received: megabytes(received),
        total: megabytes(total),
      });
    }
  }
}

export function Readout() {
  const { result, isOld } = useMeasured();
  const words = usePlayground(statusWords);
  const failed = usePlayground((state) => state.status.kind === 'failed');
  const reload = usePlayground((state) => state.reload);
  const ssim = usePlayground((state) => state.ssim);
  const { loss, psnr, encoderMs, decoderMs } = result ?? {
    loss: Number.NaN,
    psnr: Number.NaN,
    encoderMs: Number.NaN,
    decoderMs: Number.NaN,
  };
  const parts =
    result?.running?.backend === 'wasm'
      ? say('explore.times', { encoder: milliseconds(encoderMs), decoder: milliseconds(decoderMs) })
      : undefined;
  return (
    <div className="readout">
      <Measure name={say('explore.loss')} term="loss" isOld={isOld} width={6}>
        {decimals(loss, 4)}
      </Measure>
      <Measure name="PSNR" term="psnr" width={8} isOld={isOld}>
        {`${decimals(psnr, 2)} dB`}
      </Measure>
      <Measure name="SSIM" term="ssim" isOld={isOld} width={5}>
        {decimals((result && ssim) ?? Number.NaN, 3)}
      </Measure>
      <Measure name={say('explore.visiblePatches')} term="patch" width={10} isOld={isOld}>
        {result
          ? say('explore.visibleOf', {
              visible: result.scene.plan.idsKeep.length,
              patches: patchCount(result.scene.model.geometry),
            })
          : '–'}
      </Measure>
      <Measure name={say('explore.time')} term="time" width={8} isOld={isOld} title={parts}>
        {result && !result.running ? say('explore.madeBeforehand') : milliseconds(encoderMs + decoderMs)}
      </Measure>
      <span className="measure ellipsis">{words}</span>
      {failed && (
        <button type="button" className="link-button" onClick={reload}>
          {say('explore.tryAgain')}
        </button>
      )}
    </div>
  );
}
