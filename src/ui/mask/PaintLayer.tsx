/**
 * The grid of patches over the masked picture, to be hidden and shown by hand: by mouse, pen and finger, or by keys
 * (arrows, Home, End and the page keys move, Space paints, Shift paints along, Escape lets a rectangle go).
 */
import { type KeyboardEvent, memo, useId, useRef, useState } from 'react';
import { gridOf } from '../../mae/geometry';
import { rectangle, stroke } from '../../mae/handMask';
import type { Scene } from '../../runtime/inference/scene';
import { say } from '../../words/say';
import { usePage, usePlayground } from '../context';
import { patchUnder, stepFrom } from '../parts/patchCursor';
import './paint.css';

/** What is being painted between pressing and letting go, or between the two corners of a rectangle. */
interface Gesture {
  readonly name: string;
  /** 1 hides, 0 shows. */
  readonly value: 0 | 1;
  readonly from: number;
  readonly at: number;
}

let gestures = 0;

interface CellProps {
  readonly id: string;
  readonly className: string;
  /** From 0 on. */
  readonly row: number;
  readonly column: number;
  readonly isHidden: boolean;
}

/** Remembered, since to name hundreds of them takes longer than a stroke may. */
const Cell = memo(function Cell({ id, className, row, column, isHidden }: CellProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: focus stays on the grid.
    <div
      id={id}
      role="gridcell"
      className={className}
      aria-selected={isHidden}
      aria-label={say('mask.patch', {
        row: row + 1,
        column: column + 1,
        state: isHidden ? 'hidden' : 'visible',
      })}
    />
  );
});

export function PaintLayer({ scene }: { scene: Scene }) {
  const id = useId();
  const { playground } = usePage();
  const { shape, effect } = usePlayground((state) => state.brush);
  const [gesture, setGesture] = useState<Gesture>();
  const [cursor, setCursor] = useState(0);
  /** Of pointer events several can come before the next drawing, so the last one is kept here too. */
  const latest = useRef<Gesture>(undefined);
  const grid = gridOf(scene.model.geometry);
  const { mask } = scene.plan;
  // Another model may have fewer patches than the one the cursor was left in.
  const at = Math.min(cursor, mask.length - 1);

  const hold = (next: Gesture | undefined): void => {
    latest.current = next;
    setGesture(next);
  };
  const lay = (patches: readonly number[], { value, name }: Gesture): void =>
    playground.getState().paintPatches(patches, value, name);

  function begin(patch: number): Gesture {
    const flipped = playground.getState().scene?.plan.mask[patch] ? 0 : 1;
    const value = effect === 'flip' ? flipped : effect === 'hide' ? 1 : 0;
    return { name: `paint ${++gestures}`, value, from: patch, at: patch };
  }

  function press(patch: number): void {
    const begun = begin(patch);
    setCursor(patch);
    hold(begun);
    if (shape === 'brush') lay([patch], begun);
  }

  function move(patch: number): void {
    const now = latest.current;
    if (!now || patch === now.at) return;
    setCursor(patch);
    hold({ ...now, at: patch });
    if (shape === 'brush') lay(stroke(grid, now.at, patch), now);
  }

  function release(): void {
    const now = latest.current;
    if (now && shape === 'rectangle') lay(rectangle(grid, now.from, now.at), now);
    hold(undefined);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const next = stepFrom(event, at, grid);
    if (next !== undefined) {
      if (event.shiftKey && shape === 'brush') {
        const now = latest.current ?? begin(at);
        lay(stroke(grid, at, next), now);
        hold({ ...now, at: next });
      } else if (latest.current) hold({ ...latest.current, at: next });
      setCursor(next);
    } else if (event.key === ' ' || event.key === 'Enter') {
      if (shape === 'brush') lay([at], begin(at));
      else if (latest.current) release();
      else hold(begin(at));
    } else if (event.key === 'Escape' && latest.current) hold(undefined);
    else return;
    event.preventDefault();
  }

  /** A stroke by keys ends with the Shift key, so that the next one is its own step of undo. */
  const onKeyUp = ({ key }: KeyboardEvent): void => {
    if (key === 'Shift' && shape === 'brush') hold(undefined);
  };

  const preview =
    gesture && shape === 'rectangle' ? new Set(rectangle(grid, gesture.from, gesture.at)) : undefined;
  const [rows, columns] = [grid.rows, grid.columns].map((count) => [...Array(count).keys()]);
  const cell = (patch: number): string => `${id}-${patch}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table is no place to draw.
    <div
      className="paint-layer"
      role="grid"
      tabIndex={0}
      aria-label={say('mask.patches')}
      aria-multiselectable="true"
      aria-activedescendant={cell(at)}
      style={{ '--rows': grid.rows, '--columns': grid.columns } as React.CSSProperties}
      onKeyDown={onKeyDown}
      onKeyUp={onKeyUp}
      onPointerDown={(event) => {
        if (event.button !== 0 || !event.isPrimary) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        press(patchUnder(event, grid));
      }}
      onPointerMove={(event) => {
        if (event.isPrimary) move(patchUnder(event, grid));
      }}
      onPointerUp={(event) => {
        if (event.isPrimary) release();
      }}
      onPointerCancel={() => hold(undefined)}
      onBlur={() => hold(undefined)}
    >
      {rows.map((row) => (
        // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: focus stays on the grid.
        <div key={row} role="row" className="paint-row">
          {columns.map((column) => {
            const patch = row * grid.columns + column;
            const previewed = preview?.has(patch) ? ' previewed' : '';
            return (
              <Cell
                key={cell(patch)}
                id={cell(patch)}
                className={`${patch === at ? 'paint-cell cursor' : 'paint-cell'}${previewed}`}
                row={row}
                column={column}
                isHidden={mask[patch] === 1}
              />
            );
          })}
        </div>
      ))}
    </div>
  );
}
