/** Models from the hub: look one up, read what it is, download it, and delete what is kept. */
import { useId, useRef } from 'react';
import { useLibrary } from './context';
import { Kept } from './Kept';
import { Loading } from './Loading';
import { LookUp } from './LookUp';
import './library.css';

export function Library() {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const problem = useLibrary((state) => state.problem);
  return (
    <>
      <button type="button" className="button small" onClick={() => dialog.current?.showModal()}>
        More models
      </button>
      <dialog ref={dialog} className="dialog library" aria-labelledby={`${id}-title`}>
        <h2 id={`${id}-title`}>Models from the Hugging Face hub</h2>
        <LookUp />
        <Loading />
        <p className="library-problem" role="alert">
          {problem}
        </p>
        <Kept onUse={() => dialog.current?.close()} />
        <div className="dialog-foot">
          <p className="quiet">Your photographs stay here: the hub is only ever asked for models.</p>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </div>
      </dialog>
    </>
  );
}
