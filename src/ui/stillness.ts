/** Nothing moves under the hand: while a control is held, what lies above it keeps its height, whatever is drawn there meanwhile. */
import { type RefObject, useEffect } from 'react';

/** What changes what is drawn as long as it is held. */
const isHeld = (target: EventTarget | null): target is HTMLInputElement =>
  target instanceof HTMLInputElement && ['range', 'number'].includes(target.type);

/** For the element whose height must not change while a control outside of it is held. */
export function useStillness(ref: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const listening = new AbortController();
    const { signal } = listening;
    const hold = ({ target }: PointerEvent): void => {
      if (!isHeld(target) || element.contains(target)) return;
      element.style.height = `${element.getBoundingClientRect().height}px`;
      element.style.overflow = 'clip';
    };
    const release = (): void => {
      element.style.height = element.style.overflow = '';
    };
    addEventListener('pointerdown', hold, { signal });
    for (const end of ['pointerup', 'pointercancel', 'blur']) addEventListener(end, release, { signal });
    return () => listening.abort();
  }, [ref]);
}
