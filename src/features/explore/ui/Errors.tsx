/** The reconstruction, how wrong each hidden patch of it is, and the truth. */
import { useMemo } from 'react';
import { gridOf } from '../../../mae/geometry';
import { usePlayground } from '../../../ui/context';
import { HeatMap, ONE_PATCH } from '../../../ui/heat/HeatMap';
import { isPrediction } from '../../../ui/model/targets';
import { Original } from '../../../ui/pictures/Original';
import { Panel } from '../../../ui/pictures/Panel';
import { useStale } from '../../../ui/pictures/usePicture';
import { say } from '../../../words/say';
import { errorColour, errorLegend, errorsOf, errorWords } from './errorMap';
import { Reconstruction } from './Triplet';

const NOTHING = Float32Array.of(Number.NaN);

export function Errors() {
  const result = usePlayground((state) => state.result);
  const values = useMemo(() => (result ? errorsOf(result) : NOTHING), [result]);
  return (
    <section className="triplet" aria-label={say('explore.pictures')}>
      <Reconstruction />
      <Panel title={say('explore.patchErrors')} aside={undefined} stale={useStale()}>
        {result && !isPrediction(result.scene.model) ? (
          <p className="panel-words">{say('explore.noErrors')}</p>
        ) : (
          <HeatMap
            name={say('explore.patchErrors')}
            values={values}
            grid={result ? gridOf(result.scene.model.geometry) : ONE_PATCH}
            colour={errorColour}
            legend={errorLegend()}
            describe={errorWords}
          />
        )}
      </Panel>
      <Original />
    </section>
  );
}
