/** The numbers of the reconstruction that is shown, and what it ran on, in one quiet line. */
import { patchCount } from '../../../mae/geometry';
import type { Playground } from '../../../store/playground';
import { usePlayground } from '../../../ui/context';
import { backendWords, decimals, megabytes, milliseconds } from '../../../ui/numbers';
import './readout.css';

function Measure({ name, title, children }: { name: string; title?: string; children: string }) {
  return (
    <span className="measure" title={title}>
      <span aria-hidden="true">{name}</span>
      <output aria-label={name} aria-live="off">
        {children}
      </output>
    </span>
  );
}

/** What the numbers were computed on, or what the page is waiting for. */
function statusWords({ status, result, model }: Playground): string {
  switch (status.kind) {
    case 'failed':
      return 'The model is not running';
    case 'running':
      return result?.running === status.running ? backendWords(status.running) : 'Computing';
    case 'idle':
    case 'probing':
      return `Starting ${model.title}`;
    case 'loading': {
      const { received, total } = status;
      if (received === total) return `Starting ${model.title}`;
      return `Loading ${model.title}, ${megabytes(received)} of ${megabytes(total)} MB`;
    }
  }
}

export function Readout() {
  const result = usePlayground((state) => state.result);
  const words = usePlayground(statusWords);
  const failed = usePlayground((state) => state.status.kind === 'failed');
  const reload = usePlayground((state) => state.reload);
  const { loss, psnr, ssim, encoderMs, decoderMs } = result ?? {
    loss: Number.NaN,
    psnr: Number.NaN,
    ssim: Number.NaN,
    encoderMs: Number.NaN,
    decoderMs: Number.NaN,
  };
  const parts =
    result?.running?.backend === 'wasm'
      ? `Encoder ${milliseconds(encoderMs)}, decoder ${milliseconds(decoderMs)}`
      : undefined;
  return (
    <p className="readout">
      <Measure
        name="Loss"
        title="Mean squared error over hidden patches, in the space the model was trained in"
      >
        {decimals(loss, 4)}
      </Measure>
      <Measure name="PSNR" title="Peak signal-to-noise ratio over hidden pixels">
        {`${decimals(psnr, 2)} dB`}
      </Measure>
      <Measure
        name="SSIM"
        title="Structural similarity of luma over hidden pixels, the visible patches pasted; 1 is equal"
      >
        {decimals(ssim, 3)}
      </Measure>
      <Measure name="Visible patches">
        {result ? `${result.scene.plan.idsKeep.length} of ${patchCount(result.scene.model.geometry)}` : '–'}
      </Measure>
      <Measure name="Time" title={parts}>
        {result && !result.running ? 'made beforehand' : milliseconds(encoderMs + decoderMs)}
      </Measure>
      <span className="measure">{words}</span>
      {failed && (
        <button type="button" className="link-button" onClick={reload}>
          Try again
        </button>
      )}
    </p>
  );
}
