/** A moment that runs, stops and is gone to. For who wants no motion it goes from stage to stage. */
import { useEffect, useState } from 'react';

const STAGE_MS = 1800;

export function usePlay(last: number) {
  const [moment, setMoment] = useState(last);
  const [isPlaying, setPlaying] = useState(false);
  useEffect(() => {
    if (!isPlaying) return;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      const timer = setInterval(() => setMoment((now) => Math.min(last, Math.floor(now) + 1)), STAGE_MS);
      return () => clearInterval(timer);
    }
    let frame = 0;
    let before = performance.now();
    const step = (now: number): void => {
      const passed = Math.min(100, now - before) / STAGE_MS;
      before = now;
      setMoment((moment) => Math.min(last, moment + passed));
      frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [isPlaying, last]);
  if (isPlaying && moment >= last) setPlaying(false);
  return {
    moment: Math.min(moment, last),
    isPlaying,
    /** From the beginning, if it is at its end. */
    play: () => {
      if (moment >= last) setMoment(0);
      setPlaying(true);
    },
    pause: () => setPlaying(false),
    goTo: (there: number) => {
      setPlaying(false);
      setMoment(there);
    },
  };
}
