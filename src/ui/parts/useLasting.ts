/** What is soon over is not worth a change on the page. */
import { useEffect, useState } from 'react';

/** Whether something holds, and has held for so many milliseconds. */
export function useLasting(holds: boolean, milliseconds: number): boolean {
  const [hasLasted, setLasted] = useState(false);
  useEffect(() => {
    if (!holds) return;
    const timer = setTimeout(() => setLasted(true), milliseconds);
    return () => {
      clearTimeout(timer);
      setLasted(false);
    };
  }, [holds, milliseconds]);
  return holds && hasLasted;
}

/** A picture or a number of the settings before fades where the backend is too slow to follow the hand. */
export const useFaded = (isOld: boolean): boolean => useLasting(isOld, 500);
