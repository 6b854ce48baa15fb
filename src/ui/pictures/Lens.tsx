/** The same part of every picture, enlarged: what one lens shows, all show. Dragging moves them together. */
import { type ReactNode, useCallback } from 'react';
import { usePage, usePlayground } from '../context';
import { useGestures } from './gestures';
import './lens.css';

interface LensProps {
  /** False where a drag already means something else. */
  readonly draggable?: boolean;
  readonly children: ReactNode;
}

export function Lens({ draggable = true, children }: LensProps) {
  const { playground } = usePage();
  const { x, y, zoom } = usePlayground((state) => state.view.lens);
  const active = zoom > 1;
  const move = useCallback(
    (dx: number, dy: number): void => {
      const { view, setView } = playground.getState();
      const { lens } = view;
      setView({ lens: { ...lens, x: lens.x - dx / lens.zoom, y: lens.y - dy / lens.zoom } });
    },
    [playground],
  );
  const magnify = useCallback(
    (factor: number): void => {
      const { view, setView } = playground.getState();
      setView({ lens: { ...view.lens, zoom: view.lens.zoom * factor } });
    },
    [playground],
  );
  const gestures = useGestures(active && draggable, move, magnify, 'with Ctrl');
  const shift = (centre: number): string => `${(0.5 - centre * zoom) * 100}%`;
  return (
    <div
      ref={gestures}
      className={active ? (draggable ? 'lens magnified draggable' : 'lens magnified') : 'lens'}
    >
      <div
        className="lens-inside"
        style={{ transform: `translate(${shift(x)}, ${shift(y)}) scale(${zoom})` }}
      >
        {children}
      </div>
    </div>
  );
}
