/** One value for each patch, over the picture; a press chooses another patch. */
import { useMemo } from 'react';
import { effectiveCount, meanDistance } from '../../../mae/gaze';
import { gridOf } from '../../../mae/geometry';
import type { Raster } from '../../../mae/raster';
import { HeatMap } from '../../../ui/heat/HeatMap';
import { decimals } from '../../../ui/numbers';
import { say } from '../../../words/say';
import type { Choice } from '../store/choice';
import type { Look } from '../store/look';
import { gazeOf, mapOf } from './maps';

interface PatchMapProps {
  readonly name: string;
  readonly look: Look;
  /** Of the network that was looked into. */
  readonly choice: Choice;
  readonly under: Raster | undefined;
  readonly onPatch: (patch: number) => void;
}

export function PatchMap({ name, look, choice, under, onPatch }: PatchMapProps) {
  const { sight, patch, head } = choice;
  const grid = gridOf(look.scene.model.geometry);
  const { values, hasToken, legend, colour } = useMemo(() => mapOf(look, choice), [look, choice]);
  const isAttention = sight === 'attention';
  const gaze = isAttention ? gazeOf(look, patch, head) : undefined;
  return (
    <>
      <HeatMap
        name={name}
        values={values}
        grid={grid}
        colour={colour}
        legend={legend}
        under={under}
        opacity={0.72}
        chosen={patch}
        onChoose={onPatch}
        describe={(_, value) =>
          Number.isNaN(value)
            ? say('inside.noToken')
            : isAttention
              ? say('inside.percentOf', { value: decimals(value, 2) })
              : say('inside.cosine', { value: decimals(value, 3) })
        }
      />
      {!hasToken && <p className="panel-words">{say('inside.hiddenFromEncoder')}</p>}
      {gaze && (
        <p className="inside-numbers">
          {say('inside.local', {
            distance: decimals(meanDistance(gaze, patch, grid), 1),
            count: decimals(effectiveCount(gaze), 1),
          })}
        </p>
      )}
    </>
  );
}
