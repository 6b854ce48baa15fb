/** How much is hidden, and which patches. */
import { useId } from 'react';
import { patchCount } from '../mae/geometry';
import { lenKeep, MAX_RATIO } from '../mae/mask';
import { usePlayground } from './context';
import { SeedInput } from './SeedInput';
import { percent } from './words';

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
      <SeedInput id={id} seed={seed} onSeed={setSeed} />
      <button type="button" className="button" onClick={newMask}>
        New mask
      </button>
    </div>
  );
}

export function MaskControls() {
  return (
    <section className="mask-controls" aria-label="Mask">
      <Ratio />
      <Seed />
    </section>
  );
}
