/** In front of a class: full screen where the browser gives it, large type, and arrow keys from card to card. */
import { useEffect } from 'react';
import { isTyping } from '../../../ui/parts/typing';
import { useLesson } from './context';

const STEPS: Record<string, 1 | -1> = { ArrowRight: 1, ArrowLeft: -1, PageDown: 1, PageUp: -1 };

/** What moves by arrow keys itself. Of the options of a card up and down go from one to the next. */
const takesArrows = (target: EventTarget | null): boolean =>
  isTyping(target) ||
  (target instanceof HTMLElement && target.matches('input[type=range], select, [role=application]'));

export function usePresenting(): void {
  const isPresented = useLesson((state) => state.isPresented);
  const present = useLesson((state) => state.present);
  const turn = useLesson((state) => state.turn);
  useEffect(() => {
    if (!isPresented) return;
    const { documentElement: root } = document;
    root.dataset.presented = '';
    // Refused where a frame does not allow it: then the page is presented in the window it has.
    root.requestFullscreen?.().catch(() => undefined);
    const listening = new AbortController();
    const { signal } = listening;
    addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Escape') return present(false);
        const step = STEPS[event.key];
        if (!step || takesArrows(event.target) || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        turn(step);
      },
      { signal },
    );
    // Escape in full screen is the browser's own.
    document.addEventListener('fullscreenchange', () => !document.fullscreenElement && present(false), {
      signal,
    });
    return () => {
      listening.abort();
      delete root.dataset.presented;
      if (document.fullscreenElement) document.exitFullscreen().catch(() => undefined);
    };
  }, [isPresented, present, turn]);
}
