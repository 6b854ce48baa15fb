/** How much of the model has come, as a thin bar over the reconstruction. */
import type { EngineState } from '../../runtime/inference/engineState';
import { say } from '../../words/say';
import { usePlayground } from '../context';
import './loading-bar.css';

export function LoadingBar() {
  return <LoadingOf status={usePlayground((state) => state.status)} />;
}

export function LoadingOf({ status }: { status: EngineState }) {
  if (status.kind !== 'loading' && status.kind !== 'probing') return null;
  const { received = 0, total = 0 } = status.kind === 'loading' ? status : {};
  return (
    <progress
      className="loading-bar"
      aria-label={say('model.loading')}
      max={total || 1}
      value={total ? received : undefined}
    />
  );
}
