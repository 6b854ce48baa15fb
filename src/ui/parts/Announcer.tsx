/** Says the outcome to assistive technology once the pictures have come to rest, not at every step of the slider. */
import { useEffect, useState } from 'react';
import { patchCount } from '../../mae/geometry';
import { isSettled, type Playground } from '../../store/playground';
import { say } from '../../words/say';
import { usePlayground } from '../context';
import { outputName } from '../model/targets';
import { decimals } from '../numbers';

const REST_MS = 800;

function outcome(state: Playground): string {
  const { result } = state;
  if (!result || !isSettled(state)) return '';
  const { plan, model } = result.scene;
  const counts = { visible: plan.idsKeep.length, patches: patchCount(model.geometry) };
  if (!Number.isFinite(result.loss)) return say('page.outputReady', { output: outputName(model), ...counts });
  const [loss, psnr] = [decimals(result.loss, 4), decimals(result.psnr, 2)];
  return say('page.reconstructionReady', { ...counts, loss, psnr });
}

export function Announcer() {
  return <Announcement words={usePlayground(outcome)} />;
}

/** Says the words when they have stayed the same for a while; nothing for none. */
export function Announcement({ words }: { words: string }) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (!words) return;
    const timer = setTimeout(() => setSaid(words), REST_MS);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <p className="visually-hidden" aria-live="polite">
      {said}
    </p>
  );
}
