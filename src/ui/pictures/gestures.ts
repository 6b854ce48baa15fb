/** Drag, wheel and pinch. */
import { useEffect, useRef } from 'react';

/**
 * Drag, wheel and pinch on an element; the callbacks hear fractions of the element's width and height, and factors of zoom. The wheel zooms
 * always or, where it should go on scrolling the page, with Ctrl only (which is also how a touchpad's pinch arrives).
 */
export function useGestures(
  active: boolean,
  move: (dx: number, dy: number) => void,
  zoom: (factor: number) => void,
  wheel: 'always' | 'with Ctrl' = 'always',
): React.RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = ref.current;
    if (!active || !element) return;
    const listening = new AbortController();
    const { signal } = listening;
    const pointers = new Map<number, { x: number; y: number }>();
    const spread = (): number => {
      const [a, b] = [...pointers.values()];
      return Math.hypot(a.x - b.x, a.y - b.y);
    };
    const release = (event: PointerEvent): void => {
      pointers.delete(event.pointerId);
    };
    element.addEventListener(
      'pointerdown',
      (event) => {
        element.setPointerCapture(event.pointerId);
        pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      },
      { signal },
    );
    element.addEventListener(
      'pointermove',
      (event) => {
        const before = pointers.get(event.pointerId);
        if (!before) return;
        const spreadBefore = pointers.size === 2 ? spread() : 0;
        pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
        if (spreadBefore > 0) zoom(spread() / spreadBefore);
        const fraction = (way: number, side: number): number => way / (side * pointers.size);
        move(
          fraction(event.clientX - before.x, element.clientWidth),
          fraction(event.clientY - before.y, element.clientHeight),
        );
      },
      { signal },
    );
    element.addEventListener('pointerup', release, { signal });
    element.addEventListener('pointercancel', release, { signal });
    element.addEventListener(
      'wheel',
      (event) => {
        if (wheel === 'with Ctrl' && !event.ctrlKey) return;
        event.preventDefault();
        zoom(Math.exp(-event.deltaY / 500));
      },
      { signal, passive: false },
    );
    return () => listening.abort();
  }, [active, move, zoom, wheel]);
  return ref;
}
