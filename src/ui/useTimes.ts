/** The times of encoder and decoder at each ratio, measured now on this machine, for as long as they are on show. */
import { useEffect, useState } from 'react';
import type { Running } from '../runtime/inference/scene';
import { measureTimes, RATIOS, type Times } from '../store/times';
import { usePage, usePlayground } from './context';

interface Measured {
  /** In the order of `RATIOS`; they come one by one. */
  readonly times: readonly Times[];
  readonly isComplete: boolean;
  /** What they are measured on; nothing while no model runs. */
  readonly running: Running | undefined;
  readonly measureAgain: () => void;
}

export function useTimes(): Measured {
  const { playground, engine } = usePage();
  const model = usePlayground((state) => state.model);
  const running = usePlayground(({ status }) => (status.kind === 'running' ? status.running : undefined));
  const hasScene = usePlayground((state) => state.scene !== undefined);
  const [times, setTimes] = useState<readonly Times[]>([]);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another model and another round are measured anew
  useEffect(() => {
    if (!running || !hasScene) return;
    const stopping = new AbortController();
    measureTimes(playground.getState(), engine, setTimes, stopping.signal).catch(() => undefined);
    return () => {
      stopping.abort();
      setTimes([]);
    };
  }, [running, hasScene, model, round]);
  return {
    times,
    isComplete: times.length === RATIOS.length,
    running,
    measureAgain: () => setRound(round + 1),
  };
}
