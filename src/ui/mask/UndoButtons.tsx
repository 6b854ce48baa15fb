/** One mask back, one forward: by button, or by Ctrl or Cmd with Z. */
import { useEffect } from 'react';
import { say } from '../../words/say';
import { usePage, usePlayground } from '../context';
import { isTyping } from '../parts/typing';

export function UndoButtons() {
  const { playground } = usePage();
  const undoMask = usePlayground((state) => state.undoMask);
  const redoMask = usePlayground((state) => state.redoMask);
  const canUndo = usePlayground((state) => state.history.past.length > 0);
  const canRedo = usePlayground((state) => state.history.future.length > 0);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const key = event.key.toLowerCase();
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return;
      const isRedo = key === 'y' || (key === 'z' && event.shiftKey);
      if (!isRedo && key !== 'z') return;
      event.preventDefault();
      const { undoMask: back, redoMask: forward } = playground.getState();
      if (isRedo) forward();
      else back();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [playground]);
  return (
    <>
      <button type="button" className="button small" disabled={!canUndo} onClick={undoMask}>
        {say('mask.undo')}
      </button>
      <button type="button" className="button small" disabled={!canRedo} onClick={redoMask}>
        {say('mask.redo')}
      </button>
    </>
  );
}
