/** The paper's ablations as knobs, each with its default and what the paper found. */
import { type ReactNode, useId } from 'react';
import { strategies } from '../../../mae/strategy';
import { percent } from '../../../store/percent';
import { usePlayground } from '../../../ui/context';
import { Field, WholeField } from '../../../ui/parts/Field';
import { SeedInput } from '../../../ui/parts/SeedInput';
import { Segments } from '../../../ui/parts/Segments';
import { say } from '../../../words/say';
import {
  firstPeak,
  LEAST_RATIO,
  LEAST_STEPS,
  MOST_DEPTH,
  MOST_RATIO,
  MOST_STEPS,
  presets,
} from '../store/presets';
import { useTrain } from './context';
import { RateField } from './RateField';

function Knob({ title, means, htmlFor, children }: KnobProps) {
  return (
    <div className="train-knob">
      {htmlFor ? <label htmlFor={htmlFor}>{title}</label> : <span>{title}</span>}
      <div>{children}</div>
      <p className="quiet">{means}</p>
    </div>
  );
}

interface KnobProps {
  readonly title: string;
  readonly means: string;
  /** Of a single field. */
  readonly htmlFor?: string;
  readonly children: ReactNode;
}

function RatioKnob() {
  const id = useId();
  const ratio = useTrain((state) => state.knobs.ratio);
  const setKnobs = useTrain((state) => state.setKnobs);
  return (
    <Knob title={say('train.ratio')} means={say('train.ratioMeans')} htmlFor={id}>
      <div className="train-ratio">
        <input
          id={id}
          type="range"
          min={LEAST_RATIO * 100}
          max={MOST_RATIO * 100}
          step={5}
          value={Math.round(ratio * 100)}
          aria-valuetext={say(percent(ratio))}
          onChange={({ target }) => setKnobs({ ratio: target.valueAsNumber / 100 })}
        />
        <output htmlFor={id}>{say(percent(ratio))}</output>
      </div>
    </Knob>
  );
}

/** Of a new model: one that is trained further brings its own. */
function SizeKnobs() {
  const id = useId();
  const { target, decoderDepth } = useTrain((state) => state.knobs);
  const preset = useTrain((state) => state.preset);
  const setKnobs = useTrain((state) => state.setKnobs);
  const { depth } = presets[preset].decoder;
  return (
    <>
      <Knob title={say('train.target')} means={say('train.targetMeans')}>
        <Segments
          label={say('train.target')}
          options={{ pixels: say('train.pixels'), 'normalised-pixels': say('train.normalised') }}
          value={target}
          onChange={(chosen) => setKnobs({ target: chosen })}
        />
      </Knob>
      <Knob title={say('train.decoderDepth')} means={say('train.depthMeans', { depth })} htmlFor={id}>
        <WholeField
          id={id}
          value={decoderDepth ?? depth}
          min={1}
          max={MOST_DEPTH}
          onValue={(value) => setKnobs({ decoderDepth: value === depth ? undefined : value })}
          hint={say('train.depthHint', { most: MOST_DEPTH })}
        />
      </Knob>
    </>
  );
}

function StepsKnob() {
  const id = useId();
  const steps = useTrain((state) => state.knobs.steps);
  const setKnobs = useTrain((state) => state.setKnobs);
  const read = (text: string): number | 'free' | undefined => {
    if (text === '') return 'free';
    const value = /^\d+$/.test(text) ? Number(text) : 0;
    return value >= LEAST_STEPS && value <= MOST_STEPS ? value : undefined;
  };
  return (
    <Knob title={say('train.steps')} means={say('train.stepsMeans')} htmlFor={id}>
      <Field<number | 'free'>
        id={id}
        type="text"
        inputMode="numeric"
        value={steps ?? 'free'}
        write={(value) => (value === 'free' ? '' : String(value))}
        read={read}
        onValue={(value) => setKnobs({ steps: value === 'free' ? undefined : value })}
        hint={say('train.stepsHint', { least: LEAST_STEPS, most: MOST_STEPS })}
      />
    </Knob>
  );
}

export function KnobsView() {
  const [rate, seed] = [useId(), useId()];
  const knobs = useTrain((state) => state.knobs);
  const setKnobs = useTrain((state) => state.setKnobs);
  const isFurther = useTrain((state) => state.isFurther);
  const model = usePlayground((state) => state.model);
  const { strategy, on, optimiser, peak } = knobs;
  const [random, block, grid] = strategies.map((name) => say(`mask.${name}`));
  return (
    <details>
      <summary>{say('train.more')}</summary>
      <div className="train-knob-list">
        <RatioKnob />
        <Knob title={say('train.strategy')} means={say('train.strategyMeans')}>
          <Segments
            label={say('train.strategy')}
            options={{ random, block, grid }}
            value={strategy}
            onChange={(chosen) => setKnobs({ strategy: chosen })}
          />
        </Knob>
        <Knob title={say('train.lossOn')} means={say('train.lossMeans')}>
          <Segments
            label={say('train.lossOn')}
            options={{ hidden: say('train.hidden'), all: say('train.all') }}
            value={on}
            onChange={(chosen) => setKnobs({ on: chosen })}
          />
        </Knob>
        {isFurther ? (
          <p className="quiet">{say('train.fixedByModel', { model: model.title })}</p>
        ) : (
          <SizeKnobs />
        )}
        <Knob title={say('train.optimiser')} means={say('train.optimiserMeans')}>
          <Segments
            label={say('train.optimiser')}
            options={{ muon: 'Muon', adamw: 'AdamW' }}
            value={optimiser}
            onChange={(chosen) => setKnobs({ optimiser: chosen })}
          />
        </Knob>
        <Knob
          title={say('train.rate')}
          means={say('train.rateMeans', { rate: String(firstPeak(optimiser, isFurther)) })}
          htmlFor={rate}
        >
          <RateField id={rate} value={peak} onValue={(value) => setKnobs({ peak: value })} />
        </Knob>
        <Knob title={say('train.seed')} means={say('train.seedMeans')} htmlFor={seed}>
          <SeedInput id={seed} seed={knobs.seed} onSeed={(value) => setKnobs({ seed: value })} />
        </Knob>
        <StepsKnob />
      </div>
    </details>
  );
}
