/** How files come in, and the settings that a job takes from here and not from the controls of the page. */
import { useRef } from 'react';
import { usePlayground } from '../../../ui/context';
import { gatherChosen } from '../../../ui/gather';
import { FileButton } from '../../../ui/parts/FileButton';
import { InterpolationSwitch, PasteSwitch, Switch } from '../../../ui/parts/Switch';
import { say } from '../../../words/say';
import { useBatch } from './context';
import './intake.css';

function Options() {
  const seeds = useBatch((state) => state.seeds);
  const setSeeds = useBatch((state) => state.setSeeds);
  const byHand = usePlayground(({ masking }) => masking.hand !== undefined);
  return (
    <div className="batch-line batch-options">
      <Switch
        label={say('batch.nextSeed')}
        on={seeds === 'next' && !byHand}
        disabled={byHand}
        change={(on) => setSeeds(on ? 'next' : 'same')}
      />
      <PasteSwitch />
      <InterpolationSwitch />
    </div>
  );
}

export function Intake() {
  const begun = useBatch(({ phase }) => phase !== 'idle');
  const gathering = useBatch((state) => state.gathering);
  const add = useBatch((state) => state.add);
  const clear = useBatch((state) => state.clear);
  const take = (files: FileList): void => void add(Promise.resolve(gatherChosen(files)));
  const place = useRef<HTMLElement>(null);
  const clearAll = (): void => {
    clear();
    // The button goes away; the keyboard goes on where the next job begins.
    place.current?.querySelector('input')?.focus();
  };
  return (
    <section
      ref={place}
      className={begun ? 'batch-intake begun' : 'batch-intake'}
      aria-label={say('batch.files')}
    >
      {!begun && (
        <div className="batch-invitation">
          <p>{say('batch.dropHere')}</p>
          <p className="quiet">{say('batch.whatHappens')}</p>
        </div>
      )}
      <div className="batch-line">
        <FileButton accept="image/*" multiple look={begun ? undefined : 'primary'} onFiles={take}>
          {begun ? say('batch.addFiles') : say('batch.chooseFiles')}
        </FileButton>
        <FileButton accept="folders" multiple onFiles={take}>
          {begun ? say('batch.addFolder') : say('batch.chooseFolder')}
        </FileButton>
        {begun && (
          <button type="button" className="button" onClick={clearAll}>
            {say('batch.clear')}
          </button>
        )}
        {gathering && (
          <span className="quiet" role="status">
            {say('batch.gathering')}
          </span>
        )}
      </div>
      <Options />
    </section>
  );
}
