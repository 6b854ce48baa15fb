/** What model is trained, for how long, and what that takes. */
import { useId } from 'react';
import { backendNames } from '../../../runtime/inference/backend';
import { usePage, usePlayground } from '../../../ui/context';
import { backendWords } from '../../../ui/numbers';
import { Segments } from '../../../ui/parts/Segments';
import { say, spell } from '../../../words/say';
import { kindOf } from '../store/measure';
import { memoryOf, obstacleTo, parametersOf, presets, stepsIn, subjectOf } from '../store/presets';
import { isOver } from '../store/run';
import { MOST_RUNS } from '../store/state';
import { useTrain } from './context';
import { KnobsView } from './KnobsView';

function BeginWith() {
  const id = useId();
  const isFurther = useTrain((state) => state.isFurther);
  const setFurther = useTrain((state) => state.setFurther);
  const model = usePlayground((state) => state.model);
  const why = obstacleTo(model);
  return (
    <div className="train-line">
      <label htmlFor={id}>{say('train.beginWith')}</label>
      <select
        id={id}
        value={isFurther ? 'model' : 'nothing'}
        onChange={({ target }) => setFurther(target.value === 'model')}
      >
        <option value="nothing">{say('train.nothing')}</option>
        <option value="model" disabled={why !== undefined}>
          {spell(model.title)}
        </option>
      </select>
      {why && <span className="quiet">{say('train.cannotFurther', { model: model.title, why })}</span>}
    </div>
  );
}

/** The page's own choice, which is made further down. */
function Computes() {
  const where = useTrain((state) => state.where);
  if (!where) return null;
  const { backend, obstacle, reason } = where;
  return (
    <p className="quiet">
      {obstacle
        ? say('train.cannotCompute', { where: backendNames[backend], why: obstacle })
        : say('train.wouldCompute', { where: backendWords(where), reason })}
    </p>
  );
}

/** What it will be, and what it takes. */
function Estimate() {
  const preset = useTrain((state) => state.preset);
  const knobs = useTrain((state) => state.knobs);
  const isFurther = useTrain((state) => state.isFurther);
  const measured = useTrain((state) => state.measured);
  const model = usePlayground((state) => state.model);
  const subject = subjectOf(preset, knobs, isFurther ? model : undefined);
  const { geometry } = subject;
  const { encoder, decoder = encoder } = geometry;
  const { minutes } = presets[preset];
  const where = useTrain((state) => state.where);
  const ms = measured[kindOf(subject, knobs, where)];
  const count = knobs.steps ?? (ms === undefined ? undefined : stepsIn(minutes, ms));
  const ours = knobs.steps === undefined ? 'time' : 'own';
  return (
    <>
      <p className="quiet">
        {say('train.model', {
          width: geometry.width,
          height: geometry.height,
          patch: geometry.patchSize,
          encoderWidth: encoder.width,
          encoderDepth: encoder.depth,
          decoderWidth: decoder.width,
          decoderDepth: decoder.depth,
          millions: (parametersOf(geometry) / 1e6).toFixed(2),
        })}
      </p>
      <p>
        {say('train.takes', {
          steps: ours,
          minutes,
          megabytes: Math.ceil(memoryOf(geometry, knobs.ratio) / 1e7) * 10,
        })}
      </p>
      {ms !== undefined && count !== undefined ? (
        <p className="quiet">{say('train.takesKnown', { count, ms: Math.round(ms) })}</p>
      ) : (
        ours === 'time' && <p className="quiet">{say('train.takesMeasured')}</p>
      )}
      <Computes />
    </>
  );
}

function Begin() {
  const { samples } = usePage();
  const begin = useTrain((state) => state.begin);
  const runs = useTrain((state) => state.runs);
  const isReading = useTrain((state) => state.reading !== undefined);
  const count = useTrain(({ own, hasSamples }) => own.length + (hasSamples ? samples.length : 0));
  const going = runs.filter((run) => !isOver(run)).length;
  const why = count === 0 ? 'train.nothingToLearn' : going >= MOST_RUNS ? 'train.twoAtMost' : undefined;
  return (
    <div className="train-ways">
      <button
        type="button"
        className={going > 0 ? 'button' : 'button primary'}
        disabled={why !== undefined || isReading}
        onClick={() => void begin()}
      >
        {say(going > 0 ? 'train.beginBeside' : 'train.begin')}
      </button>
      {why && <span className="quiet">{say(why)}</span>}
    </div>
  );
}

export function Setup() {
  const preset = useTrain((state) => state.preset);
  const setPreset = useTrain((state) => state.setPreset);
  return (
    <section className="train-part" aria-label={say('train.time')}>
      <h2>{say('train.time')}</h2>
      <Segments
        label={say('train.time')}
        options={{ small: say('train.small'), middle: say('train.middle'), large: say('train.large') }}
        value={preset}
        onChange={setPreset}
      />
      <BeginWith />
      <Estimate />
      <KnobsView />
      <Begin />
    </section>
  );
}
