/** How much is hidden, and which patches: sampled, or painted by hand. */
import { useId } from 'react';
import { patchCount } from '../../mae/geometry';
import { lenKeep, MAX_RATIO } from '../../mae/mask';
import { percent } from '../../store/percent';
import { say } from '../../words/say';
import { Around } from '../Around';
import { usePlayground } from '../context';
import { Explained } from '../glossary/Explained';
import { SeedInput } from '../parts/SeedInput';
import { Segments } from '../parts/Segments';
import { PaintTools } from './PaintTools';
import { UndoButtons } from './UndoButtons';
import './mask.css';

function Ratio() {
  const id = useId();
  const ratio = usePlayground((state) => state.masking.ratio);
  const patches = usePlayground((state) => patchCount(state.model.geometry));
  const count = usePlayground(({ scene }) => scene?.plan.idsKeep.length);
  const setRatio = usePlayground((state) => state.setRatio);
  const visible = count ?? lenKeep(patches, ratio);
  return (
    <div className="ratio">
      <div className="ratio-head">
        <label htmlFor={id}>{say('mask.ratio')}</label>
        <Explained term="maskRatio" />
        <span className="ratio-value" aria-hidden="true">
          {say(percent(ratio))}
        </span>
      </div>
      <input
        id={id}
        type="range"
        min={0}
        max={MAX_RATIO * 100}
        step={0.5}
        value={ratio * 100}
        style={{ '--filled': Math.min(1, ratio / MAX_RATIO) } as React.CSSProperties}
        aria-valuetext={say('mask.ratioInWords', { ratio: percent(ratio), visible, patches })}
        onChange={(event) => setRatio(event.target.valueAsNumber / 100)}
      />
    </div>
  );
}

function Seed() {
  const id = useId();
  const seed = usePlayground((state) => state.masking.seed);
  const setSeed = usePlayground((state) => state.setSeed);
  const newMask = usePlayground((state) => state.newMask);
  return (
    <div className="seed">
      <label htmlFor={id}>{say('mask.seed')}</label>
      <Explained term="seed" />
      <SeedInput id={id} seed={seed} onSeed={setSeed} />
      <button type="button" className="button" onClick={newMask}>
        {say('mask.newMask')}
      </button>
    </div>
  );
}

function StrategyChoice() {
  const chosen = usePlayground(({ masking }) => (masking.hand ? 'hand' : masking.strategy));
  const setStrategy = usePlayground((state) => state.setStrategy);
  const takeMask = usePlayground((state) => state.takeMask);
  return (
    <Segments
      label={say('mask.strategy')}
      options={{
        random: say('mask.random'),
        block: say('mask.block'),
        grid: say('mask.grid'),
        hand: say('mask.byHand'),
      }}
      value={chosen}
      onChange={(strategy) => (strategy === 'hand' ? takeMask() : setStrategy(strategy))}
    />
  );
}

function Experiment() {
  const places = usePlayground((state) => state.masking.places);
  const restorePlaces = usePlayground((state) => state.restorePlaces);
  if (!places) return null;
  return (
    <button type="button" className="button small experiment" onClick={restorePlaces}>
      {say('mask.restorePlaces')}
    </button>
  );
}

export function MaskControls() {
  const byHand = usePlayground((state) => state.masking.hand !== undefined);
  return (
    <section className="mask-controls" aria-label={say('mask.title')}>
      <Around control="ratio">
        <Ratio />
      </Around>
      <div className="mask-row">
        <StrategyChoice />
        <Explained term="strategy" />
        <UndoButtons />
      </div>
      {byHand && <PaintTools />}
      <Experiment />
      <Seed />
    </section>
  );
}
