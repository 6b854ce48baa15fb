/** How much is hidden, and which patches: sampled, or painted by hand. */
import { useId } from 'react';
import { patchCount } from '../../mae/geometry';
import { lenKeep, MAX_RATIO } from '../../mae/mask';
import type { Strategy } from '../../mae/strategy';
import { percent } from '../../store/percent';
import { Around } from '../Around';
import { usePlayground } from '../context';
import { Explained } from '../glossary/Explained';
import { SeedInput } from '../parts/SeedInput';
import { Segments } from '../parts/Segments';
import { PaintTools } from './PaintTools';
import { UndoButtons } from './UndoButtons';
import './mask.css';

const strategies: Record<Strategy | 'hand', string> = {
  random: 'Random',
  block: 'Block',
  grid: 'Grid',
  hand: 'By hand',
};

function Ratio() {
  const id = useId();
  const ratio = usePlayground((state) => state.masking.ratio);
  const patches = usePlayground((state) => patchCount(state.model.geometry));
  const count = usePlayground(({ scene }) => scene?.plan.idsKeep.length);
  const setRatio = usePlayground((state) => state.setRatio);
  const visible = `${count ?? lenKeep(patches, ratio)} of ${patches} patches visible`;
  return (
    <div className="ratio">
      <div className="ratio-head">
        <label htmlFor={id}>Mask ratio</label>
        <Explained term="maskRatio" />
        <span className="ratio-value" aria-hidden="true">
          {percent(ratio)}
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
        aria-valuetext={`${percent(ratio)}, ${visible}`}
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
      <label htmlFor={id}>Seed</label>
      <Explained term="seed" />
      <SeedInput id={id} seed={seed} onSeed={setSeed} />
      <button type="button" className="button" onClick={newMask}>
        New mask
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
      label="Which patches are hidden"
      options={strategies}
      value={chosen}
      onChange={(strategy) => (strategy === 'hand' ? takeMask() : setStrategy(strategy))}
    />
  );
}

export function MaskControls() {
  const byHand = usePlayground((state) => state.masking.hand !== undefined);
  return (
    <section className="mask-controls" aria-label="Mask">
      <Around control="ratio">
        <Ratio />
      </Around>
      <div className="mask-row">
        <StrategyChoice />
        <Explained term="strategy" />
        <UndoButtons />
      </div>
      {byHand && <PaintTools />}
      <Seed />
    </section>
  );
}
