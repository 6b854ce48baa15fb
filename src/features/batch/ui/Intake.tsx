/** How files come in, and the settings that a job takes from here and not from the controls of the page. */
import { type ChangeEvent, type ReactNode, useId, useRef } from 'react';
import { usePlayground } from '../../../ui/context';
import { PasteSwitch, Switch } from '../../../ui/parts/Switch';
import { useBatch } from './context';
import { gatherChosen } from './gather';

/** Chromium's attribute, which every browser knows by now; React's types do not. */
const FOLDER = { webkitdirectory: '' };

function Choose({ folder = false, primary = false, children }: ChooseProps) {
  const id = useId();
  const add = useBatch((state) => state.add);
  const take = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    if (target.files?.length) void add(Promise.resolve(gatherChosen(target.files)));
    // So that choosing the same files again is a change.
    target.value = '';
  };
  return (
    <>
      <input
        id={id}
        className="visually-hidden"
        type="file"
        multiple
        {...(folder ? FOLDER : { accept: 'image/*' })}
        onChange={take}
      />
      <label htmlFor={id} className={primary ? 'button primary' : 'button'}>
        {children}
      </label>
    </>
  );
}

interface ChooseProps {
  readonly folder?: boolean;
  readonly primary?: boolean;
  readonly children: ReactNode;
}

function Options() {
  const seeds = useBatch((state) => state.seeds);
  const setSeeds = useBatch((state) => state.setSeeds);
  const byHand = usePlayground(({ masking }) => masking.hand !== undefined);
  return (
    <div className="batch-options">
      <Switch
        label="A new mask for each file (the next seed)"
        on={seeds === 'next' && !byHand}
        disabled={byHand}
        change={(on) => setSeeds(on ? 'next' : 'same')}
      />
      <PasteSwitch />
    </div>
  );
}

export function Intake() {
  const begun = useBatch(({ phase }) => phase !== 'idle');
  const gathering = useBatch((state) => state.gathering);
  const clear = useBatch((state) => state.clear);
  const place = useRef<HTMLElement>(null);
  const clearAll = (): void => {
    clear();
    // The button goes away; the keyboard goes on where the next job begins.
    place.current?.querySelector('input')?.focus();
  };
  return (
    <section ref={place} className={begun ? 'batch-intake begun' : 'batch-intake'} aria-label="Files">
      {!begun && (
        <div className="batch-invitation">
          <p>Drop photographs and folders here</p>
          <p className="quiet">
            The square in the middle of each is masked as set below and reconstructed, one after the other.
            You get pictures, a table of numbers, and both as files. Nothing leaves this machine.
          </p>
        </div>
      )}
      <div className="batch-choose">
        <Choose primary={!begun}>{begun ? 'Add files' : 'Choose files'}</Choose>
        <Choose folder>{begun ? 'Add a folder' : 'Choose a folder'}</Choose>
        {begun && (
          <button type="button" className="button" onClick={clearAll}>
            Clear
          </button>
        )}
        {gathering && (
          <span className="quiet" role="status">
            Looking for photographs
          </span>
        )}
      </div>
      <Options />
    </section>
  );
}
