/** The heads of a block, each a small map; to press one enlarges it. */
import { useLayoutEffect, useRef } from 'react';
import type { Head } from '../../../mae/gaze';
import { gridOf } from '../../../mae/geometry';
import { paintHeat } from '../../../ui/heat/heat';
import { contextInMemory } from '../../../ui/pictures/canvas';
import { say } from '../../../words/say';
import type { Look } from '../store/look';
import { colourBetween, gazeOf } from './maps';

function SmallMap({ look, patch, head }: { look: Look; patch: number; head: Head }) {
  const ref = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const grid = gridOf(look.scene.model.geometry);
    const canvas = ref.current;
    const context = canvas && contextInMemory(canvas);
    const values = gazeOf(look, patch, head);
    if (!canvas || !context || !values) return;
    canvas.width = grid.columns;
    canvas.height = grid.rows;
    const most = values.reduce((max, value) => (value > max ? value : max), 0);
    paintHeat(context, values, grid, colourBetween(0, most));
  }, [look, patch, head]);
  return <canvas ref={ref} className="head-map" />;
}

interface HeadsProps {
  readonly look: Look;
  readonly patch: number;
  readonly chosen: Head;
  readonly onChoose: (head: Head) => void;
}

export function Heads({ look, patch, chosen, onChoose }: HeadsProps) {
  const heads: Head[] = ['mean', ...Array.from({ length: look.seen.shape[0] }, (_, head) => head)];
  return (
    <fieldset className="heads">
      <legend>{say('inside.heads')}</legend>
      {heads.map((head) => (
        <label key={head} className="head">
          <input
            type="radio"
            name="head"
            className="visually-hidden"
            checked={head === chosen}
            onChange={() => onChoose(head)}
          />
          <SmallMap look={look} patch={patch} head={head} />
          <span>{head === 'mean' ? say('inside.meanHead') : say('inside.head', { head: head + 1 })}</span>
        </label>
      ))}
    </fieldset>
  );
}
