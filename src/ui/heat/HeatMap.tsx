/**
 * One value per patch as a grid of colours, with a legend. What a patch says is read out below: of the one under the pointer or the
 * finger, or of the one the arrow keys have moved to. To assistive technology it is one element with keys of its own, not a
 * table of hundreds of cells.
 */
import { type KeyboardEvent, type PointerEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { type Grid, placeIn } from '../../mae/geometry';
import type { Raster } from '../../mae/raster';
import { say } from '../../words/say';
import { patchUnder, stepFrom } from '../parts/patchCursor';
import { contextInMemory } from '../pictures/canvas';
import { Lens } from '../pictures/Lens';
import { Picture } from '../pictures/Picture';
import { HeatLegend } from './HeatLegend';
import { hatchColours } from './hatch';
import { type Colour, paintHeat } from './heat';
import type { Legend } from './legend';
import './heat-map.css';
import './hatch.css';

/** Of a map that has nothing to show yet. */
export const ONE_PATCH: Grid = { rows: 1, columns: 1 };

interface HeatMapProps {
  readonly name: string;
  /** [L] in reading order; NaN where there is nothing to show. */
  readonly values: Float32Array;
  readonly grid: Grid;
  readonly colour: Colour;
  readonly legend: Legend;
  /** What a patch says, as it goes on after "Row 3, column 5: ". */
  readonly describe: (patch: number, value: number) => string;
  /** Seen where there is no value, and through the colours as far as `opacity` lets it. */
  readonly under?: Raster;
  /** Of the colours, 0 … 1. */
  readonly opacity?: number;
  /** A patch that is marked, and can be another: what is pressed, or what the arrow keys move to. */
  readonly chosen?: number;
  readonly onChoose?: (patch: number) => void;
}

function Layer({
  values,
  grid: { rows, columns },
  colour,
  opacity,
}: Pick<HeatMapProps, 'values' | 'grid' | 'colour' | 'opacity'>) {
  const ref = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const canvas = ref.current;
    const context = canvas && contextInMemory(canvas);
    if (!canvas || !context) return;
    canvas.width = columns;
    canvas.height = rows;
    paintHeat(context, values, { rows, columns }, colour);
  }, [values, rows, columns, colour]);
  return <canvas ref={ref} className="heat-layer" style={{ opacity }} />;
}

function Mark({ patch, grid, look }: { patch: number; grid: Grid; look: string }) {
  const [row, column] = placeIn(grid, patch);
  return (
    <span
      className={look}
      style={{
        left: `${(column / grid.columns) * 100}%`,
        top: `${(row / grid.rows) * 100}%`,
        width: `${100 / grid.columns}%`,
        height: `${100 / grid.rows}%`,
      }}
    />
  );
}

export function HeatMap({
  name,
  values,
  grid,
  colour,
  legend,
  describe,
  under,
  opacity,
  chosen,
  onChoose,
}: HeatMapProps) {
  const id = useId();
  const [at, setAt] = useState<number>();
  const [isFocused, setIsFocused] = useState(false);
  // Another model may have fewer patches than the one that was pointed at.
  const patch = at !== undefined && at < values.length ? at : undefined;
  const [row, column] = placeIn(grid, patch ?? 0);

  const walk = (event: KeyboardEvent): void => {
    const next = stepFrom(event, patch ?? chosen ?? 0, grid);
    if (next === undefined) return;
    // The page must not scroll away under the map.
    event.preventDefault();
    setAt(next);
    onChoose?.(next);
  };
  const point = (event: PointerEvent): void => setAt(patchUnder(event, grid));

  return (
    <div className="heat-map">
      <Lens>
        <div
          className="heat-area hatched"
          style={{ ...hatchColours, aspectRatio: `${grid.columns} / ${grid.rows}` }}
          role="application"
          aria-roledescription={say('pictures.heatMap')}
          aria-label={name}
          aria-describedby={`${id}-keys`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys
          tabIndex={0}
          onKeyDown={walk}
          onFocus={() => {
            setIsFocused(true);
            setAt(patch ?? chosen ?? 0);
          }}
          onBlur={() => {
            setIsFocused(false);
            setAt(undefined);
          }}
          onPointerDown={(event) => {
            point(event);
            onChoose?.(patchUnder(event, grid));
          }}
          onPointerMove={point}
          onPointerLeave={({ pointerType }) => {
            // A finger that is lifted leaves its answer standing.
            if (pointerType === 'mouse' && !isFocused) setAt(undefined);
          }}
        >
          <div aria-hidden="true">
            {under && <Picture name={name} raster={under} />}
            <Layer values={values} grid={grid} colour={colour} opacity={opacity} />
            {chosen !== undefined && <Mark patch={chosen} grid={grid} look="heat-chosen" />}
            {patch !== undefined && <Mark patch={patch} grid={grid} look="heat-cursor" />}
          </div>
        </div>
      </Lens>
      <output
        className="heat-words"
        aria-label={say('pictures.patch')}
        aria-live={isFocused ? 'polite' : 'off'}
      >
        {patch === undefined
          ? say('pictures.pointAtPatch')
          : say('pictures.patchSays', {
              row: row + 1,
              column: column + 1,
              words: describe(patch, values[patch]),
            })}
      </output>
      <span id={`${id}-keys`} hidden>
        {say('pictures.mapKeys')}
      </span>
      <HeatLegend legend={legend} colour={colour} />
    </div>
  );
}
