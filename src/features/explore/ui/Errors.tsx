/** The reconstruction, how wrong each hidden patch of it is, and the truth. */
import { interpolateMagma } from 'd3-scale-chromatic';
import { useMemo } from 'react';
import { clamp } from '../../../mae/clamp';
import { psnrOf } from '../../../mae/errors';
import { gridSize } from '../../../mae/geometry';
import type { Result } from '../../../runtime/inference/scene';
import { usePlayground } from '../../../ui/context';
import type { Legend } from '../../../ui/heat/HeatLegend';
import { HeatMap } from '../../../ui/heat/HeatMap';
import { decimals } from '../../../ui/numbers';
import { Original } from '../../../ui/pictures/Original';
import { Panel } from '../../../ui/pictures/Panel';
import { useStale } from '../../../ui/pictures/usePicture';
import { Reconstruction } from './Triplet';

/** In dB: below it hardly anything is right, above it nobody sees a difference. */
const LEGEND: Legend = {
  low: 10,
  high: 40,
  unit: 'dB',
  ends: ['far off', 'close'],
  empty: 'visible, so without a loss',
};

/** Bright where the prediction is far off; the darkest colours are left out, which a dark page would swallow. */
const errorColour = (decibels: number): string => {
  const share = clamp((decibels - LEGEND.low) / (LEGEND.high - LEGEND.low), 0, 1);
  return interpolateMagma(0.95 - 0.75 * share);
};

/** PSNR in dB of each hidden patch, NaN for visible ones and where nothing is predicted: [L]. */
function decibelsOf({ patchErrors, scene: { plan } }: Result): Float32Array {
  return patchErrors.map((error, patch) => (plan.mask[patch] ? psnrOf(error) : Number.NaN));
}

function describe(_: number, decibels: number): string {
  if (Number.isNaN(decibels)) return 'visible';
  return decibels === Number.POSITIVE_INFINITY ? 'exact' : `PSNR ${decimals(decibels, 1)} dB`;
}

const NOTHING = Float32Array.of(Number.NaN);

export function Errors() {
  const result = usePlayground((state) => state.result);
  const values = useMemo(() => (result ? decibelsOf(result) : NOTHING), [result]);
  return (
    <section className="triplet" aria-label="Pictures">
      <Reconstruction />
      <Panel title="Error of each patch" aside={undefined} stale={useStale()}>
        <HeatMap
          name="Error of each patch"
          values={values}
          grid={result ? gridSize(result.scene.model.geometry) : 1}
          colour={errorColour}
          legend={LEGEND}
          describe={describe}
        />
      </Panel>
      <Original />
    </section>
  );
}
