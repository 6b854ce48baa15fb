/**
 * One value per patch as a grid of colours, with a legend. What a patch says is read out below: of the one under the pointer or the
 * finger, or of the one the arrow keys have moved to. To assistive technology it is one element with keys of its own, not a
 * table of hundreds of cells.
 */
import { type KeyboardEvent, type PointerEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import type { Raster } from '../../mae/raster';
import { Lens } from '../pictures/Lens';
import { Picture } from '../pictures/Picture';
import { HeatLegend, type Legend } from './HeatLegend';
import { type Colour, paintHeat } from './heat';
import './heat-map.css';

interface HeatMapProps {
  readonly name: string;
  /** [grid²] in reading order; NaN where there is nothing to show. */
  readonly values: Float32Array;
  /** Patches along one side. */
  readonly grid: number;
  readonly colour: Colour;
  readonly legend: Legend;
  /** What a patch says, as it goes on after "Row 3, column 5: ". */
  readonly describe: (patch: number, value: number) => string;
  /** Seen where there is no value, and through the colours as far as `opacity` lets it. */
  readonly under?: Raster;
  /** Of the colours, 0 … 1. */
  readonly opacity?: number;
}

/** Where a key goes from a row and a column, unless that lies outside. */
const STEPS: Record<string, (row: number, column: number, last: number) => [number, number]> = {
  ArrowUp: (row, column) => [Math.max(row - 1, 0), column],
  ArrowDown: (row, column, last) => [Math.min(row + 1, last), column],
  ArrowLeft: (row, column) => [row, Math.max(column - 1, 0)],
  ArrowRight: (row, column, last) => [row, Math.min(column + 1, last)],
  Home: (row) => [row, 0],
  End: (row, _, last) => [row, last],
  PageUp: (_, column) => [0, column],
  PageDown: (_, column, last) => [last, column],
};

function Layer({
  values,
  grid,
  colour,
  opacity,
}: Pick<HeatMapProps, 'values' | 'grid' | 'colour' | 'opacity'>) {
  const ref = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    canvas.width = canvas.height = grid;
    paintHeat(context, values, grid, colour, 1);
  }, [values, grid, colour]);
  return <canvas ref={ref} className="heat-layer" style={{ opacity }} />;
}

export function HeatMap({ name, values, grid, colour, legend, describe, under, opacity }: HeatMapProps) {
  const id = useId();
  const [at, setAt] = useState<number>();
  const [isFocused, setIsFocused] = useState(false);
  // Another model may have fewer patches than the one that was pointed at.
  const patch = at !== undefined && at < values.length ? at : undefined;
  const [row, column] = [Math.floor((patch ?? 0) / grid), (patch ?? 0) % grid];

  const walk = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    // The page must not scroll away under the map.
    event.preventDefault();
    const [toRow, toColumn] = step(row, column, grid - 1);
    setAt(toRow * grid + toColumn);
  };
  const point = ({ clientX, clientY, currentTarget }: PointerEvent): void => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    const place = (part: number): number => Math.min(Math.max(Math.floor(part * grid), 0), grid - 1);
    setAt(place((clientY - top) / height) * grid + place((clientX - left) / width));
  };

  return (
    <div className="heat-map">
      <Lens>
        <div
          className="heat-area hatched"
          role="application"
          aria-roledescription="heat map"
          aria-label={name}
          aria-describedby={`${id}-keys`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys
          tabIndex={0}
          onKeyDown={walk}
          onFocus={() => {
            setIsFocused(true);
            setAt(patch ?? 0);
          }}
          onBlur={() => {
            setIsFocused(false);
            setAt(undefined);
          }}
          onPointerDown={point}
          onPointerMove={point}
          onPointerLeave={({ pointerType }) => {
            // A finger that is lifted leaves its answer standing.
            if (pointerType === 'mouse' && !isFocused) setAt(undefined);
          }}
        >
          <div aria-hidden="true">
            {under && <Picture name={name} raster={under} />}
            <Layer values={values} grid={grid} colour={colour} opacity={opacity} />
            {patch !== undefined && (
              <span
                className="heat-cursor"
                style={{
                  left: `${(column / grid) * 100}%`,
                  top: `${(row / grid) * 100}%`,
                  width: `${100 / grid}%`,
                }}
              />
            )}
          </div>
        </div>
      </Lens>
      <output className="heat-words" aria-label="Patch" aria-live={isFocused ? 'polite' : 'off'}>
        {patch === undefined
          ? 'Point at a patch, or go there with the arrow keys.'
          : `Row ${row + 1}, column ${column + 1}: ${describe(patch, values[patch])}`}
      </output>
      <span id={`${id}-keys`} hidden>
        The arrow keys go from patch to patch.
      </span>
      <HeatLegend legend={legend} colour={colour} />
    </div>
  );
}
