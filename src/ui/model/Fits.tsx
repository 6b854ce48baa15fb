/** Says when an opened file would fit the picture better if it were read otherwise, and reads it so. */
import { useEffect, useState } from 'react';
import { isSettled, type Playground } from '../../store/playground';
import { said } from '../../words/said';
import { say } from '../../words/say';
import { usePage, usePlayground } from '../context';
import { decimals } from '../numbers';
import { useLasting } from '../parts/useLasting';
import { better, holdsFor, orderNames, type Tried, targetNames, tryReadings } from './fits';
import './fits.css';

/** Whoever waits longer for a picture should not wait for others. */
const QUICK_MS = 500;
const REST_MS = 1000;

function canTry(state: Playground): boolean {
  const { scene, model, result } = state;
  if (!scene || !result || !isSettled(state) || scene.model !== model) return false;
  return scene.plan.mask.includes(1) && result.encoderMs + result.decoderMs < QUICK_MS;
}

/** What was found on the first picture that was at rest. */
function useTried(): Tried | undefined {
  const { engine, playground } = usePage();
  const model = usePlayground((state) => state.model);
  // Whoever is at work would wait for it.
  const isAtRest = useLasting(usePlayground(canTry), REST_MS);
  const [tried, setTried] = useState<Tried>();
  const isWanted = model.reading !== undefined && model.target !== 'features';
  const isKnown = tried !== undefined && holdsFor(tried, model);
  useEffect(() => {
    const { scene } = playground.getState();
    if (!isWanted || isKnown || !isAtRest || !scene) return;
    const stopping = new AbortController();
    // Another time, when it is at rest again, or the model runs.
    tryReadings(engine, scene, stopping.signal).then(setTried, () => undefined);
    return () => stopping.abort();
  }, [engine, playground, isWanted, isKnown, isAtRest]);
  return isWanted && isKnown ? tried : undefined;
}

export function Fits() {
  const tried = useTried();
  const model = usePlayground((state) => state.model);
  const reread = usePlayground((state) => state.rereadModel);
  const found = tried && better(tried, model);
  const words =
    found &&
    say('model.fitsBetter', {
      target: said(targetNames[found.best.target]),
      order: said(orderNames[found.best.order]),
      best: decimals(found.best.psnr, 2),
      now: decimals(found.now.psnr, 2),
    });
  return (
    <div className="fits">
      <span role="status">{words}</span>
      {found && (
        <button
          type="button"
          className="button small"
          onClick={() => reread({ target: found.best.target, order: found.best.order })}
        >
          {say('model.readSo')}
        </button>
      )}
    </div>
  );
}
