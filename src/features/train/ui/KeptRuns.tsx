/** Runs of this visit and earlier ones that are kept in the browser and not in sight, and the room they take. */
import { useCallback, useRef } from 'react';
import { size } from '../../../ui/numbers';
import { Dialog } from '../../../ui/parts/Dialog';
import { say } from '../../../words/say';
import { isOver } from '../store/run';
import type { Kept } from '../store/shelf';
import { MOST_RUNS } from '../store/state';
import { useTrain } from './context';
import { dateOf, longName, modelName } from './names';
import { saveModel, WEIGHTS } from './saved';

function KeptRow({ kept, onForget }: { kept: Kept; onForget: () => void }) {
  const goOnWith = useTrain((state) => state.goOnWith);
  const use = useTrain((state) => state.use);
  const filesFor = useTrain((state) => state.filesFor);
  const isFull = useTrain(({ runs }) => runs.filter((run) => !isOver(run)).length >= MOST_RUNS);
  const isElsewhere = useTrain(({ elsewhere }) => elsewhere.includes(kept.id));
  const { id, step, options, isEnded, at, bytes } = kept;
  const name = longName(kept);
  const download = async (): Promise<void> => {
    const files = await filesFor(id, WEIGHTS);
    if (files) await saveModel(files, kept);
  };
  return (
    <li>
      <div>
        <span>{say('train.keptRun', { name, date: dateOf(at), step, steps: options.steps })}</span>
        {bytes !== undefined && <span className="quiet">{size(bytes)}</span>}
        {isElsewhere && <p className="quiet">{say('train.elsewhere')}</p>}
      </div>
      <div className="train-ways">
        {!isEnded && !isElsewhere && (
          <button
            type="button"
            className="button small"
            disabled={isFull}
            aria-label={say('train.goOnWithNamed', { name })}
            onClick={() => void goOnWith(id)}
          >
            {say('train.goOnWith')}
          </button>
        )}
        <button
          type="button"
          className="button small"
          aria-label={say('train.useNamed', { name })}
          onClick={() => void use(id, modelName(kept))}
        >
          {say('train.use')}
        </button>
        <button
          type="button"
          className="link-button"
          aria-label={say('train.downloadNamed', { name })}
          onClick={() => void download()}
        >
          {say('train.download')}
        </button>
        {!isElsewhere && (
          <button
            type="button"
            className="link-button"
            aria-label={say('train.deleteNamed', { name })}
            onClick={onForget}
          >
            {say('train.delete')}
          </button>
        )}
      </div>
    </li>
  );
}

/** What all of them take, and a way to be rid of them at once, which asks first. */
function Room({ kept, onForget }: { kept: readonly Kept[]; onForget: () => void }) {
  const isAgreed = useRef(false);
  const count = kept.length;
  const all = size(kept.reduce((sum, { bytes = 0 }) => sum + bytes, 0));
  return (
    <div className="train-ways">
      <span className="quiet">{say('train.keptRoom', { count, size: all })}</span>
      {count > 1 && (
        <Dialog
          button={say('train.deleteAll')}
          title={say('train.deleteAllTitle')}
          // Only then can what is outside of it have the focus.
          onClose={() => {
            if (isAgreed.current) onForget();
            isAgreed.current = false;
          }}
          foot={
            // Such a form closes its dialog.
            <form
              method="dialog"
              onSubmit={() => {
                isAgreed.current = true;
              }}
            >
              <button type="submit" className="button">
                {say('train.deleteAllNow', { count })}
              </button>
            </form>
          }
        >
          {() => <p>{say('train.deleteAllMeans', { count, size: all })}</p>}
        </Dialog>
      )}
    </div>
  );
}

/** `focusElsewhere` is where the keyboard goes on when none is left. */
export function KeptRuns({ focusElsewhere }: { focusElsewhere: () => void }) {
  const kept = useTrain((state) => state.kept);
  const runs = useTrain((state) => state.runs);
  const forget = useTrain((state) => state.forget);
  const elsewhere = useTrain((state) => state.elsewhere);
  const list = useRef<HTMLElement>(null);
  const attach = useCallback(
    (section: HTMLElement) => {
      list.current = section;
      return () => {
        if (section.contains(document.activeElement)) focusElsewhere();
      };
    },
    [focusElsewhere],
  );
  const others = kept.filter(({ id }) => runs.every((run) => run.id !== id));
  if (others.length === 0) return null;
  const ours = others.filter(({ id }) => !elsewhere.includes(id));
  /** The button goes away; the keyboard goes on in the list. */
  const drop = (...ids: readonly string[]): void => {
    list.current?.focus();
    void forget(...ids);
  };
  return (
    <section ref={attach} className="train-kept" aria-label={say('train.keptRuns')} tabIndex={-1}>
      <h2>{say('train.keptRuns')}</h2>
      <ul>
        {others.map((one) => (
          <KeptRow key={one.id} kept={one} onForget={() => drop(one.id)} />
        ))}
      </ul>
      <Room kept={ours} onForget={() => drop(...ours.map(({ id }) => id))} />
    </section>
  );
}
