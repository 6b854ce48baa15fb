/** How B differs from A: each setting is the same as A's until it is given a value of its own. */
import { type ReactNode, useId } from 'react';
import { MAX_RATIO } from '../../../mae/mask';
import { seedAfter } from '../../../mae/random';
import { type Strategy, strategies } from '../../../mae/strategy';
import { percent } from '../../../store/percent';
import { usePlayground } from '../../../ui/context';
import { Menu } from '../../../ui/parts/Menu';
import { SeedInput } from '../../../ui/parts/SeedInput';
import type { Phrase } from '../../../words/said';
import { say, sayRich, spell } from '../../../words/say';
import { type Departures, differing, maskingOfB } from '../store/departures';
import { useCompare } from './context';
import { differingWords } from './phrases';
import './departures.css';

const NONE: Departures = {};

/** What departs, what B has in all, and how to change it. */
function useDepartures() {
  const models = usePlayground((state) => state.models);
  const departures = useCompare((state) => state.departures) ?? NONE;
  const choose = useCompare((state) => state.choose);
  const masking = usePlayground((state) => state.masking);
  const words = usePlayground((state) => differingWords(differing(state, departures)));
  return { models, departures, choose, words, ofB: maskingOfB(masking, departures) };
}

interface NumberOfBProps {
  readonly label: string;
  readonly id: string;
  /** With what it is the same as A in, hidden. */
  readonly same: Phrase;
  readonly isSame: boolean;
  readonly onSame: (same: boolean) => void;
  readonly children: ReactNode;
}

/** A number of B beside the switch that ties it to A's. */
function NumberOfB({ label, id, same, isSame, onSame, children }: NumberOfBProps) {
  return (
    <div className="departure">
      <div className="departure-head">
        <label htmlFor={id}>{label}</label>
        <label className="switch">
          <span>{sayRich(same, { hidden: (what) => <span className="visually-hidden">{what}</span> })}</span>
          <input
            type="checkbox"
            role="switch"
            checked={isSame}
            aria-checked={isSame}
            onChange={(event) => onSame(event.target.checked)}
          />
        </label>
      </div>
      {children}
    </div>
  );
}

export function DepartureControls() {
  const id = useId();
  const { models, departures, choose, words, ofB } = useDepartures();
  const asA = { value: '', title: say('compare.same') };
  return (
    <fieldset className="departures">
      <legend>{say('compare.intro')}</legend>
      <div className="departure">
        <Menu
          label={say('compare.modelOfB')}
          value={departures.model?.id ?? ''}
          options={[asA, ...models.map(({ id: value, title }) => ({ value, title: spell(title) }))]}
          onChoose={(value) => choose({ model: models.find((other) => other.id === value) })}
        />
      </div>
      <div className="departure">
        <Menu
          label={say('compare.strategyOfB')}
          value={departures.strategy ?? ''}
          options={[
            asA,
            ...strategies.map((value) => ({
              value,
              title: say('compare.strategyName', { strategy: value }),
            })),
          ]}
          onChoose={(value) => choose({ strategy: (value || undefined) as Strategy | undefined })}
        />
      </div>
      <NumberOfB
        label={say('compare.seedOfB')}
        id={`${id}-seed`}
        same="compare.sameSeed"
        isSame={departures.seed === undefined}
        onSame={(same) => choose({ seed: same ? undefined : seedAfter(ofB.seed) })}
      >
        <SeedInput id={`${id}-seed`} seed={ofB.seed} onSeed={(seed) => choose({ seed })} />
      </NumberOfB>
      <NumberOfB
        label={say('compare.ratioOfB', { ratio: percent(ofB.ratio) })}
        id={`${id}-ratio`}
        same="compare.sameRatio"
        isSame={departures.ratio === undefined}
        onSame={(same) => choose({ ratio: same ? undefined : ofB.ratio })}
      >
        <input
          id={`${id}-ratio`}
          type="range"
          min={0}
          max={MAX_RATIO * 100}
          step={0.5}
          value={ofB.ratio * 100}
          aria-valuetext={say(percent(ofB.ratio))}
          onChange={(event) => choose({ ratio: event.target.valueAsNumber / 100 })}
        />
      </NumberOfB>
      <p className="departure-words">{words}</p>
    </fieldset>
  );
}
