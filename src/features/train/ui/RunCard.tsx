/** One run: how far it is, what it can be told, and what it draws. */
import { useId, useState } from 'react';
import { backendWords, timeLeft } from '../../../ui/numbers';
import { say } from '../../../words/say';
import { isOver, type Run } from '../store/run';
import { useTrain } from './context';
import { longName, modelName, stateOf } from './names';
import { RateField } from './RateField';
import { ShownBatch } from './ShownBatch';
import { saveModel, WEIGHTS } from './saved';
import { Triplets } from './Triplets';

function Speed({ run: { phase, step, options, msPerStep = Number.NaN } }: { run: Run }) {
  if (phase !== 'running' || !Number.isFinite(msPerStep)) return null;
  const count = Math.round((1000 * options.batch) / msPerStep);
  return (
    <p className="train-speed quiet">
      <span>{say('train.aSecond', { count })}</span>
      <span>{timeLeft((options.steps - step) * msPerStep)}</span>
    </p>
  );
}

function Computes({ run: { where } }: { run: Run }) {
  if (!where || where.obstacle) return null;
  return (
    <p className="quiet">{say('train.computesOn', { where: backendWords(where), reason: where.reason })}</p>
  );
}

function Rate({ run: { id, options } }: { run: Run }) {
  const field = useId();
  const setPeak = useTrain((state) => state.setPeak);
  return (
    <div className="train-line">
      <label htmlFor={field}>{say('train.rate')}</label>
      <RateField id={field} value={options.peak} onValue={(peak) => setPeak(id, peak)} />
    </div>
  );
}

/** What a run that goes on can be told. */
function Going({ run: { id, phase } }: { run: Run }) {
  const pause = useTrain((state) => state.pause);
  const goOn = useTrain((state) => state.goOn);
  const stop = useTrain((state) => state.stop);
  return (
    <>
      {phase === 'running' && (
        <button type="button" className="button small" onClick={() => pause(id)}>
          {say('train.pause')}
        </button>
      )}
      {phase === 'paused' && (
        <button type="button" className="button small" onClick={() => goOn(id)}>
          {say('train.goOn')}
        </button>
      )}
      <button type="button" className="button small" onClick={() => stop(id)}>
        {say('train.stop')}
      </button>
    </>
  );
}

/** What becomes of the model. */
function Model({ run }: { run: Run }) {
  const use = useTrain((state) => state.use);
  const filesFor = useTrain((state) => state.filesFor);
  const [isOpened, setOpened] = useState(false);
  const open = async (): Promise<void> => {
    setOpened(await use(run.id, modelName(run)));
  };
  const download = async (): Promise<void> => {
    const files = await filesFor(run.id, WEIGHTS);
    if (files) await saveModel(files, run);
  };
  return (
    <>
      <button
        type="button"
        className={run.phase === 'ended' ? 'button small primary' : 'button small'}
        onClick={() => void open()}
      >
        {say('train.use')}
      </button>
      <button type="button" className="button small" onClick={() => void download()}>
        {say('train.download')}
      </button>
      <span className="quiet" role="status">
        {isOpened && say('train.opened')}
      </span>
    </>
  );
}

function Buttons({ run }: { run: Run }) {
  const close = useTrain((state) => state.close);
  const goOnWith = useTrain((state) => state.goOnWith);
  const isElsewhere = useTrain(({ elsewhere }) => elsewhere.includes(run.id));
  const { id, phase, progress } = run;
  const hasModel = isOver(run) ? progress !== undefined : phase === 'running' || phase === 'paused';
  return (
    <div className="train-ways">
      {!isOver(run) && <Going run={run} />}
      {phase === 'failed' && progress && !isElsewhere && (
        <button type="button" className="button small" onClick={() => void goOnWith(id)}>
          {say('train.goOnFrom', { step: progress.step })}
        </button>
      )}
      {hasModel && <Model run={run} />}
      {isOver(run) && (
        <button type="button" className="button small" onClick={() => close(id)}>
          {say('train.close')}
        </button>
      )}
    </div>
  );
}

/** What a crash or a closed tab leaves of it. */
function KeptAt({ run: { id } }: { run: Run }) {
  const step = useTrain(({ kept }) => kept.find((one) => one.id === id)?.step);
  if (step === undefined) return null;
  return <p className="quiet">{say('train.keptAt', { step })}</p>;
}

export function RunCard({ run }: { run: Run }) {
  const { phase, step, options, progress } = run;
  const isBusy = phase === 'measuring' || phase === 'opening';
  // With a lower one a run that went astray can go on.
  const hasRate = phase === 'running' || phase === 'paused' || (phase === 'failed' && progress !== undefined);
  return (
    <section className="train-run" aria-label={longName(run)} aria-busy={isBusy}>
      <h3>{longName(run)}</h3>
      <p>{stateOf(run)}</p>
      {phase === 'failed' && progress && <p>{say('train.lastGood', { step: progress.step })}</p>}
      {!isOver(run) && (
        <progress
          className="progress"
          {...(!isBusy && { value: step / options.steps })}
          aria-label={stateOf(run)}
        />
      )}
      <Speed run={run} />
      <Computes run={run} />
      <KeptAt run={run} />
      {hasRate && <Rate run={run} />}
      <Buttons run={run} />
      <Triplets run={run} />
      <ShownBatch run={run} />
    </section>
  );
}
