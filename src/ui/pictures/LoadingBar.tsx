/** How much of the model has come, as a thin bar over the reconstruction. */
import type { Status } from '../../store/playground';
import { usePlayground } from '../context';
import './loading-bar.css';

export function LoadingBar() {
  return <LoadingOf status={usePlayground((state) => state.status)} />;
}

export function LoadingOf({ status }: { status: Status }) {
  if (status.kind !== 'loading') return null;
  return (
    <progress
      className="loading-bar"
      aria-label="Loading the model"
      max={status.total || 1}
      value={status.total ? status.received : undefined}
    />
  );
}
