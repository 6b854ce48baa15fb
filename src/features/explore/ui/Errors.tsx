/** The reconstruction, how wrong each hidden patch of it is, and the truth. */
import { useMemo } from 'react';
import { gridOf } from '../../../mae/geometry';
import { usePlayground } from '../../../ui/context';
import { HeatMap, ONE_PATCH } from '../../../ui/heat/HeatMap';
import { isPrediction } from '../../../ui/model/targets';
import { Original } from '../../../ui/pictures/Original';
import { Panel } from '../../../ui/pictures/Panel';
import { useStale } from '../../../ui/pictures/usePicture';
import { ERRORS, errorColour, errorsOf, errorWords } from './errorMap';
import { Reconstruction } from './Triplet';

const NOTHING = Float32Array.of(Number.NaN);

export function Errors() {
  const result = usePlayground((state) => state.result);
  const values = useMemo(() => (result ? errorsOf(result) : NOTHING), [result]);
  return (
    <section className="triplet" aria-label="Pictures">
      <Reconstruction />
      <Panel title="Error of each patch" aside={undefined} stale={useStale()}>
        {result && !isPrediction(result.scene.model) ? (
          <p className="panel-words">
            This file has no decoder: it makes features of the visible patches and predicts no hidden one, so
            there is nothing to be right or wrong.
          </p>
        ) : (
          <HeatMap
            name="Error of each patch"
            values={values}
            grid={result ? gridOf(result.scene.model.geometry) : ONE_PATCH}
            colour={errorColour}
            legend={ERRORS}
            describe={errorWords}
          />
        )}
      </Panel>
      <Original />
    </section>
  );
}
