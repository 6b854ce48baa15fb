/** Many files: brought in, worked through one after the other, listed and saved. */
import { useBatch } from './context';
import './batch.css';
import { Intake } from './Intake';
import { Progress } from './Progress';
import { announcement } from './phrases';
import { Results } from './Results';

export function BatchView() {
  const begun = useBatch(({ phase }) => phase !== 'idle');
  const said = useBatch(announcement);
  return (
    <div className="batch">
      <Intake />
      {begun && <Progress />}
      {begun && <Results />}
      <p className="visually-hidden" aria-live="polite">
        {said}
      </p>
    </div>
  );
}
